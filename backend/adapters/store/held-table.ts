import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { openTable, rebuildTable, type OpenedTable, type Table, type TableOptions } from './open-table.ts';
import { isDamage, isFull, toStoreError } from './sqlite-error.ts';

const PAGE_BYTES = 4096;
/** What the indexes may need beside the value itself. */
const SPARE_PAGES = 8;

/** A value that wants room, and how older ones make it. */
export interface RoomyWrite<Kept extends Table> {
  /** Bytes of its text. */
  readonly bytes: number;
  readonly write: (table: Kept) => void;
  /** Removes the older half. */
  readonly makeRoom: (table: Kept) => void;
}

/** A table that is opened, used, and opened again when its file turns out to be damaged. */
export class HeldTable<Kept extends Table> {
  readonly #options: TableOptions<Kept>;
  readonly #clock: Clock;
  #opened: OpenedTable<Kept>;
  #isClosed = false;

  constructor(options: TableOptions<Kept>, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#opened = openTable(options, clock());
  }

  get opened(): OpenedTable<Kept> {
    return this.#opened;
  }

  /**
   * Damage that shows only now is looked at again (another process may have rebuilt the file), then rebuilt.
   * @throws CodedError `store_full`, `store_unavailable`
   */
  use<Result>(operation: (table: Kept) => Result, reopenings: readonly (typeof openTable)[] = [openTable, rebuildTable]): Result {
    const [reopen, ...others] = reopenings;
    if (this.#isClosed) throw new CodedError('store_unavailable', 'The store is closed.');
    try {
      return operation(this.#opened.table);
    } catch (error) {
      if (reopen === undefined || !isDamage(error)) throw toStoreError(error);
      this.#opened.table.close();
      this.#opened = reopen(this.#options, this.#clock());
    }
    return this.use(operation, others);
  }

  /** Writes; where the limit on the file (not the disk) is in the way, older values make room once. */
  writeInto(table: Kept, { bytes, write, makeRoom }: RoomyWrite<Kept>): void {
    try {
      write(table);
    } catch (error) {
      if (!isFull(error) || !this.#isAtOwnLimit(table, bytes)) throw error;
      makeRoom(table);
      write(table);
    }
  }

  close(): void {
    if (!this.#isClosed) this.#opened.table.close();
    this.#isClosed = true;
  }

  /** Unless the value is out of all proportion. */
  #isAtOwnLimit(table: Kept, bytes: number): boolean {
    const needed = Math.ceil(bytes / PAGE_BYTES) + SPARE_PAGES;
    const { maximumPages } = this.#options;
    return needed < maximumPages / 2 && table.pages() + needed >= maximumPages;
  }
}
