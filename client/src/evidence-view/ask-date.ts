/** Asks the reader for a day, and says at once what is wrong with one. */
import { l10n, window } from 'vscode';
import { isDate } from '../../../server/src/evidence/dates.ts';

/**
 * A day as `2026-06-30`; `undefined` when the reader gave up. `earliest` is a day that it must not
 * lie before.
 */
export function askForDate(
  title: string,
  value: string,
  earliest?: string,
): Thenable<string | undefined> {
  return window
    .showInputBox({
      title,
      value,
      prompt: l10n.t('Year, month and day: 2026-06-30'),
      validateInput: (text) => {
        if (!isDate(text.trim()))
          return l10n.t(
            'This is not a day of the calendar. A date looks like 2026-06-30: year, month, day.',
          );
        return earliest !== undefined && text.trim() < earliest
          ? l10n.t('This is before {0}.', earliest)
          : null;
      },
    })
    .then((text) => text?.trim());
}
