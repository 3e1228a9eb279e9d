/** Where the panel's settings are kept; written atomically, readable by its owner only (it may hold a registry token). */
export interface SettingsFile {
  /** The stored text; null where there is none. Throws PortError `file_unreadable`. */
  read(): Promise<string | null>;
  /** Throws PortError `store_full` or `store_unavailable`. */
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}
