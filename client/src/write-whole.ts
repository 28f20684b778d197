import { FilePermission, FileType, Uri, workspace } from 'vscode';

/**
 * Writes an exported file beside its place and renames it into it, so that neither a full disk nor an editor that ends leaves half of it.
 * A link is written through.
 */
export async function writeWhole(target: Uri, bytes: Uint8Array): Promise<void> {
  const old = await statOf(target);
  if (old?.permissions === FilePermission.Readonly)
    throw new Error(`${target.fsPath} is read-only.`);
  if (old !== null && (old.type & FileType.SymbolicLink) !== 0)
    return workspace.fs.writeFile(target, bytes);
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const beside = Uri.joinPath(target, '..', `.${name.slice(0, 40)}.${Date.now()}.tmp`);
  try {
    await workspace.fs.writeFile(beside, bytes);
    await workspace.fs.rename(beside, target, { overwrite: true });
  } catch (error) {
    await workspace.fs.delete(beside).then(undefined, () => {});
    throw error;
  }
}

async function statOf(target: Uri) {
  try {
    return await workspace.fs.stat(target);
  } catch {
    // It is not there yet.
    return null;
  }
}
