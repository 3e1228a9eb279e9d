import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Api } from '../../../backend/sandboxed/inference-proxy/policy/api.ts';
import { checkBody } from '../../../backend/sandboxed/inference-proxy/policy/check-body.ts';
import { Refusal, type RefusalCode } from '../../../backend/sandboxed/inference-proxy/refusal.ts';
import { CHAT, MESSAGES, RESPONSES } from './support/bodies.ts';

const POLICY = { models: ['model-1'], answerTokens: 8_000 };

function check(api: Api, body: unknown): unknown {
  return JSON.parse(checkBody(api, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), POLICY));
}

function codeOf(api: Api, body: unknown): RefusalCode | 'allowed' {
  try {
    check(api, body);
    return 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** The place of a content block of the Messages API: on its own, in the answer of the model, and in the result of a tool. */
const inMessages = (block: object): readonly object[] => [
  { ...MESSAGES, messages: [{ role: 'user', content: [block] }] },
  { ...MESSAGES, messages: [{ role: 'assistant', content: [block] }] },
  { ...MESSAGES, messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [block] }] }] },
  { ...MESSAGES, system: [block] },
];
const inResponses = (part: object): readonly object[] => [
  { ...RESPONSES, input: [{ type: 'message', role: 'user', content: [part] }] },
  { ...RESPONSES, input: [{ type: 'message', role: 'assistant', content: [part] }] },
  { ...RESPONSES, input: [{ type: 'function_call_output', call_id: 'c', output: [part] }] },
  { ...RESPONSES, input: [{ type: 'custom_tool_call_output', call_id: 'c', output: [part] }] },
];
const toolIn = (tool: object): readonly object[] => [
  { ...RESPONSES, tools: [tool] },
  { ...RESPONSES, input: [{ type: 'additional_tools', role: 'developer', tools: [tool] }] },
  { ...RESPONSES, tools: [{ type: 'namespace', name: 'n', tools: [tool] }] },
];

describe('when a body asks for what a local agent needs', () => {
  it.each([['messages', MESSAGES], ['responses', RESPONSES], ['chat', CHAT]] as const)('writes it anew (%s)', (api, body) => {
    expect(check(api, body)).toMatchObject({ ...body, ...(api === 'chat' ? { max_completion_tokens: 8_000 } : {}) });
  });

  it('bounds the answer', () => {
    expect(check('messages', { ...MESSAGES, max_tokens: 64_000, thinking: { type: 'enabled', budget_tokens: 63_000 } })).toMatchObject({ max_tokens: 8_000, thinking: { budget_tokens: 6_976 } });
    expect(check('messages', { ...MESSAGES, max_tokens: 2_000 })).toMatchObject({ max_tokens: 2_000, thinking: { budget_tokens: 1_024 } });
    expect(check('responses', RESPONSES)).toMatchObject({ max_output_tokens: 8_000 });
    expect(check('responses', { ...RESPONSES, max_output_tokens: 500 })).toMatchObject({ max_output_tokens: 500 });
    expect(check('chat', { ...CHAT, max_tokens: 90_000 })).toMatchObject({ max_tokens: 8_000 });
  });

  it('keeps nothing at the provider, and asks for usage', () => {
    expect(check('responses', { ...RESPONSES, store: undefined })).toMatchObject({ store: false });
    expect(check('chat', CHAT)).toMatchObject({ store: false, stream_options: { include_usage: true } });
  });

  it('leaves out who asks', () => {
    expect(check('messages', { ...MESSAGES, metadata: { user_id: 'device' } })).not.toHaveProperty('metadata');
    const told = check('responses', { ...RESPONSES, metadata: {}, client_metadata: { session: 'x' }, user: 'u', safety_identifier: 's' });
    for (const key of ['metadata', 'client_metadata', 'user', 'safety_identifier']) expect(told).not.toHaveProperty(key);
  });

  it('keeps numbers that are no integers', () => {
    expect(check('messages', { ...MESSAGES, temperature: 0.25 })).toMatchObject({ temperature: 0.25 });
  });
});

describe('when a body would make the provider reach out (Messages)', () => {
  const tools: readonly object[] = [
    { type: 'web_search_20250305', name: 'web_search' }, { type: 'web_search_20260209', name: 'web_search' },
    { type: 'web_fetch_20250910', name: 'web_fetch' },
    { type: 'code_execution_20250522', name: 'code_execution' }, { type: 'code_execution_20250825', name: 'code_execution' },
    { type: 'mcp_toolset', mcp_server_name: 'x' },
    { type: 'tool_search_tool_regex_20251119', name: 'tool_search' },
    { type: 'memory_20250818', name: 'memory' }, { type: 'bash_20250124', name: 'bash' }, { type: 'computer_20250124', name: 'computer' },
    { name: 'Read', input_schema: {}, allowed_callers: ['code_execution_20250825'] },
    { name: 'Read', input_schema: {}, defer_loading: true },
    { name: 'Read', input_schema: { $ref: 'https://attacker.example/schema' } },
    { name: 'Read', input_schema: { properties: { a: { items: [{ $dynamicRef: 'https://attacker.example/' }] } } } },
  ];
  it.each(tools)('refuses the tool %j', (tool) => { expect(codeOf('messages', { ...MESSAGES, tools: [tool] })).toBe('tool_refused'); });

  const blocks: readonly object[] = [
    { type: 'image', source: { type: 'url', url: 'https://attacker.example/?secret' } },
    { type: 'image', source: { type: 'file', file_id: 'file_1' } },
    { type: 'image', source: { type: 'base64', media_type: 'image/svg+xml', data: 'AAAA' } },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'https://attacker.example/' } },
    { type: 'document', source: { type: 'url', url: 'https://attacker.example/' } },
    { type: 'document', source: { type: 'file', file_id: 'file_1' } },
    { type: 'document', source: { type: 'content', content: [{ type: 'image', source: { type: 'url', url: 'https://attacker.example/' } }] } },
    { type: 'container_upload', file_id: 'file_1' },
    { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
    { type: 'web_search_tool_result', tool_use_id: 's', content: [] },
    { type: 'web_fetch_tool_result', tool_use_id: 's', content: {} },
    { type: 'code_execution_tool_result', tool_use_id: 's', content: {} },
    { type: 'mcp_tool_use', id: 's', name: 'x', server_name: 'y', input: {} },
    { type: 'mcp_tool_result', tool_use_id: 's', content: [] },
    { type: 'tool_reference', tool_name: 'x' },
    { type: 'search_result', source: 'https://attacker.example/', title: 't', content: [] },
    { type: 'text', text: 'x', citations: [{ type: 'web_search_result_location', url: 'https://attacker.example/' }] },
    { type: 'text', text: 'x', extra: 1 },
  ];
  it.each(blocks)('refuses the content %j everywhere', (block) => {
    for (const body of inMessages(block)) expect(codeOf('messages', body)).toBe('content_refused');
  });

  const fields: readonly object[] = [
    { mcp_servers: [{ type: 'url', url: 'https://attacker.example/', name: 'x' }] }, { mcp_servers: [] },
    { container: 'container_1' }, { container: { skills: [{ type: 'anthropic', skill_id: 'pptx', version: 'latest' }] } },
    { speed: 'fast' }, { service_tier: 'auto' }, { inference_geo: 'us' }, { user_profile_id: 'u' }, { diagnostics: { previous_message_id: 'm' } },
    { betas: ['x'] }, { extra_body: {} }, { requests: [] },
    { context_management: { edits: [{ type: 'compact_20260112' }] } },
    { max_tokens: 0 }, { stream: 'yes' }, { unknown: 1 },
  ];
  it.each(fields)('refuses the field %j', (field) => { expect(codeOf('messages', { ...MESSAGES, ...field })).toBe('field_refused'); });

  it('refuses other models', () => {
    expect(codeOf('messages', { ...MESSAGES, model: 'model-2' })).toBe('model_refused');
    expect(codeOf('messages', { ...MESSAGES, model: ['model-1'] })).toBe('model_refused');
  });
});

describe('when a body would make the provider reach out (Responses)', () => {
  const tools: readonly object[] = [
    { type: 'web_search' }, { type: 'web_search_preview' }, { type: 'web_search_2025_08_26' },
    { type: 'file_search', vector_store_ids: ['v'] },
    { type: 'mcp', server_label: 'x', server_url: 'https://attacker.example/' }, { type: 'mcp', server_label: 'x', connector_id: 'connector_gmail' },
    { type: 'code_interpreter', container: { type: 'auto' } }, { type: 'image_generation' },
    { type: 'computer_use_preview', display_width: 1, display_height: 1, environment: 'browser' }, { type: 'computer' },
    { type: 'local_shell' }, { type: 'shell', environment: { type: 'container_auto' } }, { type: 'apply_patch' }, { type: 'tool_search' },
    { type: 'function', name: 'f', parameters: { $ref: 'https://attacker.example/' } },
    { type: 'function', name: 'f', defer_loading: true },
    { type: 'custom', name: 'f', format: { type: 'grammar', syntax: 'url', definition: 'https://attacker.example/' } },
  ];
  it.each(tools)('refuses the tool %j everywhere', (tool) => {
    for (const body of toolIn(tool)) expect(codeOf('responses', body)).toBe('tool_refused');
  });

  const parts: readonly object[] = [
    { type: 'input_image', image_url: 'https://attacker.example/?secret' }, { type: 'input_image', image_url: 'http://attacker.example/' },
    { type: 'input_image', image_url: 'data:text/html;base64,AAAA' }, { type: 'input_image', image_url: 'data:image/png;base64,AAAA', file_id: 'f' },
    { type: 'input_image', file_id: 'file_1' }, { type: 'input_file', file_id: 'file_1' },
    { type: 'input_file', file_url: 'https://attacker.example/' }, { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' },
    { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
    { type: 'output_text', text: 'x', annotations: [{ type: 'url_citation', url: 'https://attacker.example/' }] },
    { type: 'computer_screenshot', image_url: 'https://attacker.example/' },
  ];
  it.each(parts)('refuses the content %j everywhere', (part) => {
    for (const body of inResponses(part)) expect(codeOf('responses', body)).toBe('content_refused');
  });

  const items: readonly object[] = [
    { type: 'item_reference', id: 'm1' }, { type: 'web_search_call', id: 'w', status: 'completed' }, { type: 'file_search_call', id: 'f' },
    { type: 'code_interpreter_call', id: 'c', container_id: 'x' }, { type: 'image_generation_call', id: 'i' },
    { type: 'mcp_call', id: 'm', name: 'n' }, { type: 'mcp_list_tools', id: 'm' }, { type: 'mcp_approval_response', approve: true },
    { type: 'computer_call_output', call_id: 'c', output: { type: 'computer_screenshot', image_url: 'https://attacker.example/' } },
    { type: 'local_shell_call', id: 'l' }, { type: 'shell_call', id: 'l' }, { type: 'compaction', encrypted_content: 'x' }, { type: 'compaction_trigger' },
    { role: 'user', content: 'no type' }, { id: 'm1' },
  ];
  it.each(items)('refuses the item %j', (item) => { expect(codeOf('responses', { ...RESPONSES, input: [item] })).toBe('content_refused'); });

  const fields: readonly object[] = [
    { background: true }, { background: false }, { previous_response_id: 'resp_1' }, { conversation: 'conv_1' }, { conversation: { id: 'conv_1' } },
    { prompt: { id: 'pmpt_1' } }, { store: true }, { service_tier: 'priority' }, { context_management: [{ type: 'compaction' }] },
    { include: ['web_search_call.action.sources'] }, { include: ['code_interpreter_call.outputs'] }, { max_tool_calls: 3 },
    { prompt_cache_retention: '24h' }, { moderation: {} }, { webhook: 'https://attacker.example/' }, { unknown: 1 },
  ];
  it.each(fields)('refuses the field %j', (field) => { expect(codeOf('responses', { ...RESPONSES, ...field })).toBe('field_refused'); });

  it.each([{ type: 'web_search' }, { type: 'mcp', server_label: 'x' }, { type: 'hosted_tool' }])('refuses the choice %j', (choice) => {
    expect(codeOf('responses', { ...RESPONSES, tool_choice: choice })).toBe('tool_refused');
  });
});

describe('when a body would make the provider reach out (Chat)', () => {
  const parts: readonly object[] = [
    { type: 'image_url', image_url: { url: 'https://attacker.example/?secret' } }, { type: 'image_url', image_url: 'https://attacker.example/' },
    { type: 'file', file: { file_id: 'file_1' } }, { type: 'file', file: { filename: 'a', file_data: 'data:application/pdf;base64,AAAA' } },
    { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }, { type: 'video_url', video_url: { url: 'https://attacker.example/' } },
  ];
  it.each(parts)('refuses the content %j everywhere', (part) => {
    for (const message of [{ role: 'user', content: [part] }, { role: 'system', content: [part] }, { role: 'assistant', content: [part] }, { role: 'tool', tool_call_id: 'c', content: [part] }]) {
      expect(codeOf('chat', { ...CHAT, messages: [message] })).toBe('content_refused');
    }
  });

  it.each([{ type: 'web_search' }, { type: 'mcp', server_url: 'https://attacker.example/' }, { type: 'custom', custom: { name: 'x' } }, { type: 'function', function: { name: 'f', parameters: { $ref: 'https://attacker.example/' } } }])('refuses the tool %j', (tool) => {
    expect(codeOf('chat', { ...CHAT, tools: [tool] })).toBe('tool_refused');
  });

  const fields: readonly object[] = [
    { web_search_options: {} }, { store: true }, { n: 2 }, { functions: [] }, { function_call: 'auto' }, { modalities: ['audio'] }, { audio: {} },
    { prediction: {} }, { service_tier: 'flex' }, { plugins: [{ id: 'web' }] }, { extra_body: {} }, { unknown: 1 },
  ];
  it.each(fields)('refuses the field %j', (field) => { expect(codeOf('chat', { ...CHAT, ...field })).toBe('field_refused'); });

  it.each([{ role: 'function', name: 'f', content: 'x' }, { role: 'assistant', audio: { id: 'a' } }])('refuses the message %j', (message) => {
    expect(codeOf('chat', { ...CHAT, messages: [message] })).toBe('content_refused');
  });
});

describe('when a body is not one JSON text', () => {
  const text = JSON.stringify(MESSAGES);
  const cases: readonly (readonly [string, string | Uint8Array])[] = [
    ['empty', ''], ['not JSON', '{'], ['two values', `${text}${text}`], ['an array', '[]'], ['a string', '"x"'], ['null', 'null'],
    ['a duplicate key', `{"model":"model-1",${text.slice(1)}`],
    ['a duplicate key under another spelling', `{"mod\\u0065l":"model-1",${text.slice(1)}`],
    ['a duplicate key inside of it', text.replace('"type":"object"', '"type":"object","type":"object"')],
    ['a key of the prototype', `{"__proto__":{},${text.slice(1)}`],
    ['nesting without end', `{"messages":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['half a surrogate pair', text.replace('Hello', '\\ud800')],
    ['a number beyond numbers', text.replace('1000', '1e999')],
    ['a comment', `${text}// x`], ['a byte order mark', `\ufeff${text}`], ['bad UTF-8', Uint8Array.from([0x7b, 0xff, 0x7d])],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
  ];
  it.each(cases)('refuses %s', (_name, body) => {
    expect(() => checkBody('messages', typeof body === 'string' ? Buffer.from(body) : body, POLICY)).toThrow(expect.objectContaining({ code: 'json_refused' }) as Error);
  });

  it('answers with one that every parser reads the same way', () => {
    expect(z.object({ model: z.string() }).parse(check('messages', MESSAGES)).model).toBe('model-1');
  });
});
