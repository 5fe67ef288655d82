/** Files that are made on the phone: saved there, or given to another app. */

/** Whether the browser hands pictures on to other apps. */
export function canShare(): boolean {
  if (!navigator.canShare) return false;
  const sample = new File([""], "a.png", { type: "image/png" });
  return navigator.canShare({ files: [sample] });
}

/** One who changes their mind shares nothing, and that is no fault. */
export async function shareFile(file: File, title: string): Promise<void> {
  await navigator.share({ files: [file], title }).catch(() => undefined);
}

export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // The download holds the file by then, on slow phones too.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
