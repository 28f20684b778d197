/** Texts in their normal form, as the command line takes them. */
import { createEngine } from '../../../server/src/checks/engine.ts';
import { embeddedBase } from '../../../server/src/evidence/base.ts';
import { SnapshotBuilder } from '../../../server/src/views/snapshot/snapshot.ts';
import type { Snapshot, SnapshotFile } from '../../../server/src/views/snapshot/types.ts';
import { memoryHost } from '../../../server/src/workspace/host.ts';

export interface Texts {
  readonly [name: string]: string;
}
export async function taken(texts: Texts, asOf?: string): Promise<Snapshot> {
  const files = new Map(Object.entries(texts).map(([name, text]) => [`/project/${name}`, text]));
  const host = memoryHost({ files, today: '2026-11-23' });
  const commandLine = asOf === undefined ? {} : { asOf };
  const engine = createEngine({ host, root: '/project', commandLine });
  const builder = new SnapshotBuilder(embeddedBase(), 'test');
  for (const path of files.keys())
    builder.add(await engine.check(path), path.slice('/project/'.length));
  return builder.finish();
}
export async function takenFile(text: string, name = 'draft.sequitur'): Promise<SnapshotFile> {
  const [file] = (await taken({ [name]: text })).files;
  if (file === undefined) throw new Error('no file was taken');
  return file;
}
