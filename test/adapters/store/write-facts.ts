import { openFactStore } from '../../../backend/adapters/store/sqlite-fact-store.ts';

// A program for tests: `write-facts.ts PATH WRITER COUNT` writes facts whose value tells whether it is whole.
const [path = '', writer = '', count = '0'] = process.argv.slice(2);
const store = await openFactStore({ path, clock: Date.now });
console.log(`state ${store.health().state}`);
for (let number = 0; number < Number(count); number += 1) {
  store.write({ kind: writer, key: `${number}` }, { number, text: `${number} `.repeat(1 + (number % 2_000)) }, null);
}
store.close();
