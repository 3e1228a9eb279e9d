import { describe, expect, it } from 'vitest';
import { estimateCost, MODEL_PRICES } from '../../../backend/core/review/model-price.ts';

const million = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
const prices = { 'model-5': { input: 1, output: 2 }, 'model-5-5': { input: 10, output: 20 }, 'model-5.1-mini': { input: 3, output: 4 } };

describe('when the cost of a model is asked for', () => {
  it.each([
    ['model-5', 3], ['model-5-20260101', 3], ['model-5-2026-01-01', 3], ['model-5-latest', 3], ['model-5-5', 30], ['model-5-5-20260101', 30], ['model-5.1-mini', 7],
  ])('%s costs %d', (model, cost) => {
    expect(estimateCost(model, million, prices)).toBe(cost);
  });

  it.each([
    ['model-5-6', 'another version'], ['model-5-mini', 'another size'], ['model-5-pro-20260101', 'another kind'], ['model-51', 'another number'], ['model', 'a part'],
    ['vendor/model-5', 'behind a router'], ['model-5-2026', 'half a date'], ['MODEL-5', 'another spelling'], ['', 'nothing'], ['constructor', 'a name of the language'],
  ])('%j is not guessed: %s', (model) => {
    expect(estimateCost(model, million, prices)).toBeNull();
  });

  it('scales with use, and is nothing for nothing', () => {
    expect(estimateCost('model-5', { inputTokens: 500_000, outputTokens: 250_000 }, prices)).toBe(1);
    expect(estimateCost('model-5', { inputTokens: 0, outputTokens: 0 }, prices)).toBe(0);
  });

  it('knows its own list', () => {
    for (const [name, { input, output }] of Object.entries(MODEL_PRICES)) {
      expect(estimateCost(`${name}-20260101`, million)).toBe(input + output);
      expect(output).toBeGreaterThan(input);
    }
  });
});
