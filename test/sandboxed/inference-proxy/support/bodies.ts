/** Small valid requests of each interface; a table changes one thing at a time. */
export const MESSAGES = {
  model: 'model-1',
  max_tokens: 1000,
  system: [{ type: 'text', text: 'You review.', cache_control: { type: 'ephemeral' } }],
  messages: [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: [{ type: 'thinking', thinking: 'hm', signature: 's' }, { type: 'tool_use', id: 't1', name: 'Read', input: { path: 'a', ratio: 0.5 } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'x' }, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }] }] },
  ],
  tools: [{ name: 'Read', description: 'Reads', input_schema: { type: 'object', properties: { path: { type: 'string' } }, $schema: 'https://json-schema.org/draft/2020-12/schema' } }],
  thinking: { type: 'enabled', budget_tokens: 1024 },
  context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
  stream: true,
};

export const RESPONSES = {
  model: 'model-1',
  instructions: 'You review.',
  input: [
    { type: 'message', id: 'm1', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
    { type: 'reasoning', id: 'r1', summary: [], encrypted_content: 'sealed' },
    { type: 'function_call', id: 'f1', call_id: 'c1', name: 'exec_command', arguments: '{}' },
    { type: 'function_call_output', id: 'o1', call_id: 'c1', output: [{ type: 'input_text', text: 'x' }] },
    { type: 'additional_tools', role: 'developer', tools: [{ type: 'namespace', name: 'functions', description: '', tools: [{ type: 'custom', name: 'exec', description: 'Runs', format: { type: 'text' } }] }] },
  ],
  tools: [{ type: 'function', name: 'exec_command', description: 'Runs', strict: false, parameters: { type: 'object' } }],
  tool_choice: 'auto',
  parallel_tool_calls: true,
  reasoning: { effort: 'medium', summary: 'auto' },
  store: false,
  include: ['reasoning.encrypted_content'],
  prompt_cache_key: 'k',
  stream: true,
};

export const CHAT = {
  model: 'model-1',
  messages: [
    { role: 'system', content: 'You review.' },
    { role: 'user', content: [{ type: 'text', text: 'Hello' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    { role: 'assistant', content: null, tool_calls: [{ id: 'c1', type: 'function', function: { name: 'read', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c1', content: 'x' },
  ],
  tools: [{ type: 'function', function: { name: 'read', parameters: { type: 'object' } } }],
  stream: true,
};
