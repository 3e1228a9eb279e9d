/** An ecosystem of packages. */
export type Ecosystem = 'npm' | 'python' | 'go';

const NPM = `
  @modelcontextprotocol/sdk @modelcontextprotocol/inspector @modelcontextprotocol/server-filesystem @modelcontextprotocol/server-memory
  @anthropic-ai/sdk @anthropic-ai/claude-code @openai/agents openai @google/generative-ai @google/genai @aws-sdk/client-s3 @azure/identity
  @octokit/rest @slack/web-api @slack/bolt @notionhq/client @supabase/supabase-js @prisma/client @nestjs/core @angular/core @babel/core
  @types/node @types/express @playwright/mcp @sentry/node @hono/node-server @vercel/ai @langchain/core @huggingface/inference
  express fastify koa hono axios node-fetch undici got superagent request lodash underscore ramda moment dayjs date-fns luxon chalk kleur picocolors
  colors commander yargs minimist inquirer prompts dotenv cross-env cross-spawn execa shelljs rimraf mkdirp glob globby fast-glob minimatch
  chokidar fs-extra graceful-fs semver uuid nanoid debug winston pino bunyan morgan helmet cors body-parser cookie-parser express-session
  express-rate-limit passport jsonwebtoken bcrypt bcryptjs argon2 crypto-js node-forge jose mongoose mongodb mysql mysql2 sqlite3 better-sqlite3
  redis ioredis knex sequelize typeorm prisma drizzle-orm react react-dom react-router react-router-dom next nuxt vue svelte angular preact jquery
  webpack rollup vite esbuild parcel terser babel-core typescript ts-node tslib tsx eslint tslint jslint prettier jest vitest mocha chai sinon cypress
  playwright playwright-core puppeteer puppeteer-core cheerio jsdom turndown marked markdown-it remark rehype showdown handlebars mustache ejs
  socket.io socket.io-client websocket eventsource eventsource-parser form-data multer busboy formidable sharp jimp canvas pdf-parse pdfkit
  xml2js fast-xml-parser js-yaml yaml toml smol-toml csv-parse papaparse zod zod-to-json-schema joi yup ajv ajv-formats class-validator class-transformer
  reflect-metadata rxjs async bluebird p-limit p-queue p-retry retry lru-cache node-cache keyv cron node-cron agenda bull bullmq amqplib kafkajs
  nodemailer googleapis google-auth-library stripe twilio discord.js telegraf octokit firebase firebase-admin aws-sdk electron husky lint-staged
  nodemon concurrently npm-run-all ora boxen cli-table3 strip-ansi ansi-styles supports-color string-width wrap-ansi iconv-lite safe-buffer
  readable-stream through2 inherits ms qs path-to-regexp mime mime-types content-type raw-body bytes http-errors on-finished fastmcp mcp-proxy mcp-remote
  firecrawl-mcp mcp-framework @smithery/sdk langchain tiktoken gpt-tokenizer posthog-node @sentry/node web3 ethers viem solana
`;

const PYTHON = `
  mcp fastmcp anthropic openai langchain langchain-core llama-index transformers tokenizers tiktoken torch tensorflow keras numpy pandas scipy
  scikit-learn matplotlib seaborn plotly pillow opencv-python requests urllib3 httpx aiohttp httplib2 certifi charset-normalizer idna flask django fastapi
  starlette uvicorn gunicorn hypercorn pydantic pydantic-settings pydantic-core sqlalchemy alembic psycopg2 psycopg2-binary psycopg asyncpg pymysql
  mysqlclient mysql-connector-python pymongo motor redis celery kombu boto3 botocore s3transfer awscli azure-identity azure-core google-auth
  google-cloud-storage google-api-python-client click typer rich colorama tqdm pyyaml ruamel-yaml toml tomli tomlkit jinja2 markupsafe beautifulsoup4
  lxml html5lib selenium playwright scrapy markdownify readabilipy protego python-dotenv python-dateutil pytz tzdata six attrs cryptography pycryptodome
  pynacl paramiko fabric ansible docker kubernetes pytest pytest-asyncio pytest-cov coverage tox nox black ruff mypy pyright flake8 pylint isort
  setuptools wheel pip hatchling poetry-core flit-core build twine virtualenv pipenv cython cffi pycparser typing-extensions packaging websockets
  websocket-client python-multipart sse-starlette anyio trio sniffio jsonschema orjson ujson msgpack protobuf grpcio networkx sympy statsmodels xgboost
  lightgbm sentence-transformers huggingface-hub chromadb pinecone-client qdrant-client elasticsearch neo4j duckdb pyarrow polars openpyxl xlsxwriter
  python-docx pypdf pypdf2 pdfplumber reportlab slack-sdk slack-bolt notion-client pygithub gitpython python-gitlab atlassian-python-api jira stripe twilio
  discord-py python-telegram-bot tweepy praw pyjwt passlib bcrypt oauthlib requests-oauthlib authlib loguru structlog sentry-sdk psutil watchdog
  tenacity backoff cachetools diskcache joblib dask ray wandb mlflow streamlit gradio jupyter notebook ipython ipykernel
`;

const GO = `
  github.com/modelcontextprotocol/go-sdk github.com/mark3labs/mcp-go github.com/spf13/cobra github.com/spf13/viper github.com/spf13/pflag
  github.com/gin-gonic/gin github.com/labstack/echo/v4 github.com/gorilla/mux github.com/gorilla/websocket github.com/go-chi/chi/v5
  github.com/gofiber/fiber/v2 github.com/stretchr/testify github.com/sirupsen/logrus github.com/google/uuid github.com/google/go-github
  github.com/google/go-cmp github.com/golang-jwt/jwt/v5 github.com/joho/godotenv github.com/pkg/errors github.com/fatih/color
  github.com/mattn/go-sqlite3 github.com/lib/pq github.com/jackc/pgx/v5 github.com/go-sql-driver/mysql github.com/redis/go-redis/v9
  github.com/prometheus/client_golang github.com/aws/aws-sdk-go github.com/aws/aws-sdk-go-v2 github.com/docker/docker github.com/moby/moby
  github.com/hashicorp/go-version github.com/hashicorp/vault github.com/urfave/cli/v2 github.com/boltdb/bolt github.com/shopspring/decimal
  github.com/davecgh/go-spew github.com/pmezard/go-difflib github.com/mitchellh/mapstructure github.com/rs/zerolog go.uber.org/zap
  github.com/slack-go/slack github.com/sashabaranov/go-openai github.com/anthropics/anthropic-sdk-go github.com/openai/openai-go
  golang.org/x/crypto golang.org/x/net golang.org/x/sync golang.org/x/sys golang.org/x/text golang.org/x/oauth2 google.golang.org/grpc
  google.golang.org/protobuf gopkg.in/yaml.v3 gopkg.in/yaml.v2 k8s.io/client-go k8s.io/api k8s.io/apimachinery
`;

/** Honest packages whose names are near to those above. */
const HONEST: Readonly<Record<Ecosystem, string>> = {
  npm: `color cookie cookies preact inferno vike vitess mysql3 mongoose-ts redux koa2 kao ejsx yarg arg args jest-cli chalk2 glob2 nano cors-anywhere ts-jest tsup
    express-ws axios-retry lodash-es lodash.get merge moment-timezone nodemon-webpack-plugin marked-man preset async-es sync mime-type unirest uid uuidv4 uuid4
    requestx pinot vue3 next-auth bull-board parse pars keyv2 boxed ora-classic ramda-adjunct joi2 tsd tslog dotenvx execa2 got-cjs gots nanoevents prompt inquire
    bytes-iec raw-loader terser-webpack-plugin form-data-encoder mcp-proxy-server promise webpackbar debug-js canvg rollup-pluginutils prettierx formdata-node
    formdata-polyfill node-gyp parcel-bundler js-yaml-loader zod2 ethersv5 pdf2json pdf-lib multipart coa colord colorjs colors-cli expresso`,
  python: `request requests2 httptools httpcore pytest6 pyyaml-env-tag torchvision torchaudio tomli-w toml2 attr mypy-extensions flask-cors django-cors rich-click
    pymysql-pool psycopg3 aiohttp-cors ruamel-yaml pypdf3 pypdf4 pyjwkest jinja click8 numba pandera polars-lts-cpu motor-types ray-tune boto redis-py openapi mcpo
    mcp-use typed-ast types build2 blake3 dash six-py cffi2 patool nox-poetry docker-py dockerpty markdown markdown2 bs4 orjsonl pytzdata notion pydocx`,
  go: 'github.com/sirupsen/logrus/v2 github.com/gin-gonic/gin/v2 github.com/golang/protobuf github.com/golang/mock',
};

function toSet(names: string): ReadonlySet<string> {
  return new Set(names.split(/\s+/).filter((name) => name !== ''));
}

/** Names that are worth imitating: much used in MCP servers, or much used at all. */
export const WELL_KNOWN: Readonly<Record<Ecosystem, ReadonlySet<string>>> = { npm: toSet(NPM), python: toSet(PYTHON), go: toSet(GO) };

/** Names that are near to a well-known one, and their own. */
export const HONEST_NEIGHBOURS: Readonly<Record<Ecosystem, ReadonlySet<string>>> = { npm: toSet(HONEST.npm), python: toSet(HONEST.python), go: toSet(HONEST.go) };
