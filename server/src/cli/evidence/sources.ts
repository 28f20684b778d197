/** The sources of a base on the disk: the folder with release.yaml and studies/. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { SourceTexts } from '../../evidence/load.ts';
import { nodeHost, withSlashes } from '../../node/host.ts';
import { readFileBytes } from '../../node/read-file.ts';
import { systemReason, UsageProblem } from '../problem.ts';

/** Whether a path is a folder; throws a `UsageProblem` where nothing is there. */
export async function isFolder(absolute: string, given: string): Promise<boolean> {
  try {
    return (await stat(absolute)).isDirectory();
  } catch (error) {
    throw new UsageProblem(
      `Cannot read ${given}: ${systemReason(error)}.`,
      'Give a pack, or the folder of an evidence base: the one with release.yaml and studies/.',
    );
  }
}

/**
 * The YAML files of the folder and of its folders of studies, gradings and guidelines, by their
 * path inside the folder.
 */
export async function readFolder(folder: string): Promise<SourceTexts> {
  const files = await nodeHost().list(folder, ['*.yaml', '{studies,gradings,guidelines}/*.yaml']);
  return new Map(
    files.map((file) => {
      try {
        return [withSlashes(path.relative(folder, file)), readFileBytes(file).toString()] as const;
      } catch (error) {
        throw new UsageProblem(
          `Cannot read ${withSlashes(file)}: ${systemReason(error)}.`,
          'Make it a readable file, or move it out of the folder.',
        );
      }
    }),
  );
}
