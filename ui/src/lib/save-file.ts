/** Hands a text over as a download; the name is reduced to what every file system takes. */
export function saveFile(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName.replace(/[^\w.-]+/g, '-').slice(0, 120);
  link.click();
  // The download has taken the address when its click is over, in Chromium by the next task.
  setTimeout(() => { URL.revokeObjectURL(address); }, 1_000);
}
