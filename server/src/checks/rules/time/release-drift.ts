/**
 * The file names another release of the base than the one that reads it. A release that never was
 * is unknown-release's to report.
 */
import type { Rule } from '../../context.ts';

/** `release-drift`: the file names another release. */
export const releaseDrift: Rule = {
  codes: ['release-drift'],
  file({ base, file, report }) {
    const { release } = base;
    const pinned = file.settings.pinnedRelease;
    if (
      pinned === null ||
      pinned === release.id ||
      !release.changelog.some((entry) => entry.release === pinned)
    )
      return;
    for (const directive of file.source.directives) {
      if (directive.kind !== 'evidence') continue;
      report(
        'release-drift',
        directive.release ?? directive,
        { pinned, release: release.id },
        {
          fixes:
            directive.release === null
              ? []
              : [
                  {
                    title: `Write \`release ${release.id}\``,
                    edits: [{ span: directive.release, text: release.id }],
                    safe: false,
                  },
                ],
        },
      );
      return;
    }
  },
};
