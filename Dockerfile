# The extension image: backend, panel and command line, for linux/amd64 and linux/arm64.
#
#   docker buildx build --platform linux/amd64,linux/arm64 --tag ORG/mcp-trust-inspector:VERSION .
#   DOCKER_BUILDKIT=0 docker build --tag mcp-trust-inspector:VERSION .
#
# BUILD_IMAGE    builds; needs Node from 20 and npm. Where it brings an /app/node_modules that matches package-lock.json,
#                nothing is installed, and the build needs no network.
# RUNTIME_IMAGE  runs; needs Node from 24.15. Git and certificates are installed where it has none (with apt-get).
# Both defaults are tags of the Node image on Docker Hub; give digests of your own to pin them.
ARG BUILD_IMAGE=node:24-bookworm-slim
ARG RUNTIME_IMAGE=node:24-bookworm-slim

# What is built is the same for every platform, so it is built once, on the platform of the machine that builds.
# Builders without BuildKit don't set BUILDPLATFORM: "linux" is then this machine's own.
FROM --platform=${BUILDPLATFORM:-linux} ${BUILD_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY backend/scripts backend/scripts
RUN ["node", "backend/scripts/setup.mjs", "install"]
COPY . .
RUN ["node", "backend/scripts/setup.mjs", "build"]

# The parser of the static rules is native: the one for the image's own processor, still on the machine that builds.
FROM build AS native
ARG TARGETARCH
RUN ["node", "backend/scripts/setup.mjs", "native"]

FROM ${RUNTIME_IMAGE}
RUN if ! command -v git >/dev/null || [ ! -s /etc/ssl/certs/ca-certificates.crt ]; then \
      apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*; \
    fi
COPY --from=native /app/dist /
COPY LICENSE metadata.json docker.svg docker-compose.yaml /
COPY backend/scripts/healthcheck.mjs /backend/healthcheck.mjs
RUN mkdir -p /usr/local/bin /data && ln -s /backend/cli.js /usr/local/bin/mcp-trust

# Where the project lives. Nobody owns an address yet: names under "example" are reserved (RFC 2606) and lead nowhere,
# so whoever publishes the image gives real ones.
ARG SITE_URL=https://mcp-trust-inspector.example
ARG ICON_URL=${SITE_URL}/docker.svg
ARG VENDOR="The MCP Trust Inspector authors"
ARG VERSION=0.1.0
# The commit that was built, 40 hex digits.
ARG REVISION=unknown

LABEL org.opencontainers.image.title="MCP Trust Inspector" \
      org.opencontainers.image.description="Shows which code your MCP server images run, who published it, and whether it was built from the audited commit." \
      org.opencontainers.image.vendor="${VENDOR}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.url="${SITE_URL}" \
      com.docker.desktop.extension.api.version=">= 0.3.4" \
      com.docker.desktop.extension.icon="${ICON_URL}" \
      com.docker.extension.publisher-url="${SITE_URL}" \
      com.docker.extension.categories="security,utility-tools" \
      com.docker.extension.screenshots="[{\"alt\":\"All MCP images of this machine with their verdicts\",\"url\":\"${SITE_URL}/screenshots/images.png\"},{\"alt\":\"The chain of evidence of one image\",\"url\":\"${SITE_URL}/screenshots/evidence.png\"},{\"alt\":\"Catalog, keys and mirrors in the settings\",\"url\":\"${SITE_URL}/screenshots/settings.png\"}]" \
      com.docker.extension.additional-urls="[{\"title\":\"Documentation\",\"url\":\"${SITE_URL}/docs\"},{\"title\":\"Support\",\"url\":\"${SITE_URL}/support\"},{\"title\":\"Security\",\"url\":\"${SITE_URL}/security\"}]" \
      com.docker.extension.detailed-description="<p>Lists the MCP server images of your machine and checks each one: which commit its label claims, whether Docker's MCP key signed it and the transparency log recorded that, and whether the MCP registry pins that very commit. All of it is bound to the digest of the image.</p><ul><li>An answer is proven, or it says what could not be checked.</li><li>Every step of the evidence can be looked at, exported, and checked by hand.</li><li>Nothing is sent anywhere: no telemetry, no account.</li></ul>" \
      com.docker.extension.changelog="<p>First version: list and verify MCP server images in the panel and with the command mcp-trust.</p>"

ENV MCP_TRUST_DATA=/data
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s CMD ["node", "/backend/healthcheck.mjs"]
# Root, because the engine's socket belongs to root. See docker-compose.yaml for what is taken from it.
# A small nursery keeps the memory low while the catalog is indexed; nothing here is faster with a larger one.
ENTRYPOINT ["node", "--max-semi-space-size=2", "/backend/main.js", "--socket", "/run/guest-services/backend.sock"]
