import type { KnownPublisher } from './publisher.ts';

/** The state of the catalog that the counts below are of. */
const COUNTED_ON = '2026-05-22';

/**
 * Owners of catalog sources that are the makers of the product that their server is for. The list is a judgement about
 * the owner's account, made by reading the catalog of that day; it says nothing about any single image or commit.
 */
const OWNERS: readonly (readonly [account: string, name: string, maker: string, servers: number, example: string])[] = [
  ['apify', 'Apify', 'Apify', 1, 'apify-mcp-server'],
  ['apollographql', 'Apollo GraphQL', 'Apollo', 1, 'apollo-mcp-server'],
  ['arm', 'Arm', 'Arm', 1, 'arm-mcp'],
  ['atlanhq', 'Atlan', 'Atlan', 1, 'atlan'],
  ['awslabs', 'Amazon Web Services', 'AWS', 35, 'aws-documentation'],
  ['azure', 'Microsoft', 'Azure', 1, 'aks'],
  ['brave', 'Brave', 'Brave Search', 1, 'brave'],
  ['browserbase', 'Browserbase', 'Browserbase', 1, 'browserbase'],
  ['buildkite', 'Buildkite', 'Buildkite', 1, 'buildkite'],
  ['cdatasoftware', 'CData Software', 'CData Connect', 1, 'cdata-connectcloud'],
  ['chroma-core', 'Chroma', 'Chroma', 1, 'chroma'],
  ['clickhouse', 'ClickHouse', 'ClickHouse', 1, 'clickhouse'],
  ['comet-ml', 'Comet', 'Opik', 1, 'opik'],
  ['datastax', 'DataStax', 'Astra DB', 1, 'astra-db'],
  ['docker', 'Docker', 'Docker Hub', 2, 'dockerhub'],
  ['dynatrace-oss', 'Dynatrace', 'Dynatrace', 1, 'dynatrace-mcp-server'],
  ['e2b-dev', 'E2B', 'E2B', 1, 'e2b'],
  ['elastic', 'Elastic', 'Elasticsearch', 1, 'elasticsearch'],
  ['elevenlabs', 'ElevenLabs', 'ElevenLabs', 1, 'elevenlabs'],
  ['exa-labs', 'Exa', 'Exa', 1, 'exa'],
  ['github', 'GitHub', 'GitHub', 1, 'github-official'],
  ['googleapis', 'Google', 'Google APIs', 1, 'genai-toolbox'],
  ['googlecloudplatform', 'Google', 'Google Cloud', 1, 'cloud-run-mcp'],
  ['grafana', 'Grafana Labs', 'Grafana', 1, 'grafana'],
  ['hashicorp', 'HashiCorp', 'Terraform', 1, 'terraform'],
  ['heroku', 'Heroku', 'Heroku', 1, 'heroku'],
  ['hostinger', 'Hostinger', 'Hostinger', 1, 'hostinger-mcp-server'],
  ['inspektor-gadget', 'Inspektor Gadget', 'Inspektor Gadget', 1, 'inspektor-gadget'],
  ['kagisearch', 'Kagi', 'Kagi Search', 1, 'kagisearch'],
  ['keboola', 'Keboola', 'Keboola', 1, 'keboola-mcp'],
  ['kong', 'Kong', 'Kong Konnect', 1, 'kong'],
  ['kubeshop', 'Kubeshop', 'Testkube', 1, 'testkube'],
  ['line', 'LINE', 'LINE', 1, 'line'],
  ['makenotion', 'Notion', 'Notion', 1, 'notion'],
  ['mapbox', 'Mapbox', 'Mapbox', 2, 'mapbox-devkit'],
  ['mendableai', 'Firecrawl', 'Firecrawl', 1, 'firecrawl'],
  ['microsoft', 'Microsoft', 'Azure, Playwright and MarkItDown', 3, 'playwright'],
  ['modelcontextprotocol', 'Model Context Protocol', 'the protocol\'s specification and reference servers', 15, 'fetch'],
  ['mongodb-js', 'MongoDB', 'MongoDB', 1, 'mongodb'],
  ['multiversx', 'MultiversX', 'MultiversX', 1, 'multiversx-mx'],
  ['neo4j', 'Neo4j', 'Neo4j', 1, 'neo4j'],
  ['neondatabase-labs', 'Neon', 'Neon', 1, 'neon'],
  ['okta', 'Okta', 'Okta', 1, 'okta-mcp-server'],
  ['onlyoffice', 'ONLYOFFICE', 'ONLYOFFICE', 1, 'onlyoffice-docspace'],
  ['oxylabs', 'Oxylabs', 'Oxylabs', 1, 'oxylabs'],
  ['pinecone-io', 'Pinecone', 'Pinecone', 1, 'pinecone'],
  ['postmanlabs', 'Postman', 'Postman', 1, 'postman'],
  ['ppl-ai', 'Perplexity', 'Perplexity', 1, 'perplexity-ask'],
  ['pulumi', 'Pulumi', 'Pulumi', 1, 'pulumi'],
  ['quantconnect', 'QuantConnect', 'QuantConnect', 1, 'quantconnect'],
  ['razorpay', 'Razorpay', 'Razorpay', 1, 'razorpay'],
  ['redis', 'Redis', 'Redis', 2, 'redis'],
  ['render-oss', 'Render', 'Render', 1, 'render'],
  ['singlestore-labs', 'SingleStore', 'SingleStore', 1, 'singlestore'],
  ['smartbear', 'SmartBear', 'SmartBear', 1, 'smartbear'],
  ['sonarsource', 'Sonar', 'SonarQube', 1, 'sonarqube'],
  ['stackhawk', 'StackHawk', 'StackHawk', 1, 'stackhawk'],
  ['stripe', 'Stripe', 'Stripe', 1, 'stripe'],
  ['tavily-ai', 'Tavily', 'Tavily', 1, 'tavily'],
  ['teamwork', 'Teamwork', 'Teamwork', 1, 'teamwork'],
  ['thingsboard', 'ThingsBoard', 'ThingsBoard', 1, 'thingsboard'],
  ['tigrisdata', 'Tigris Data', 'Tigris', 1, 'tigris'],
  ['translated', 'Translated', 'Lara Translate', 1, 'lara'],
  ['upstash', 'Upstash', 'Context7', 1, 'context7'],
  ['withastro', 'Astro', 'Astro', 1, 'astro-docs'],
  ['zscaler', 'Zscaler', 'Zscaler', 1, 'zscaler-mcp-server'],
];

/** Known publishers that ship with the product; a person adds to them, and replaces any of them, in settings. */
export const KNOWN_PUBLISHERS: readonly KnownPublisher[] = OWNERS.map(([account, name, maker, servers, example]) => ({
  owner: `github.com/${account}`,
  name,
  evidence:
    `the GitHub account of ${name}, maker of ${maker}; on ${COUNTED_ON} the source of ` +
    `${servers === 1 ? `one server of the catalog ("${example}")` : `${servers} servers of the catalog (for example "${example}")`}.`,
}));
