/** What a click on the language status offers: the commands for the file in front of the reader. */
import { commands, l10n, type QuickPickItem, window } from 'vscode';

interface Entry extends QuickPickItem {
  readonly command: string;
}

/** Those of the commands that are there: a window without a view or a panel does not offer it. */
export async function showMenu(): Promise<void> {
  const entries: Entry[] = [
    { label: l10n.t('$(info) Explain This Transition'), command: 'sequitur.explain' },
    { label: l10n.t('$(open-preview) Show as a Diagram'), command: 'sequitur.openPreview' },
    { label: l10n.t('$(git-compare) Compare with…'), command: 'sequitur.compareWith' },
    { label: l10n.t('$(checklist) Open Report'), command: 'sequitur.openReport' },
    { label: l10n.t('$(library) See What the Base Holds'), command: 'sequitur.evidence.focus' },
    { label: l10n.t('$(table) Open Gap Map'), command: 'sequitur.openGapMap' },
    { label: l10n.t('$(settings-gear) Settings'), command: 'sequitur.openSettings' },
    { label: l10n.t('$(output) Show Output'), command: 'sequitur.showOutput' },
    {
      label: l10n.t('$(debug-restart) Restart Language Server'),
      command: 'sequitur.restartServer',
    },
  ];
  const present = new Set(await commands.getCommands(true));
  const offered = entries.filter(({ command }) => present.has(command));
  const chosen = await window.showQuickPick(offered, {
    title: 'Sequitur',
    placeHolder: l10n.t('What next?'),
  });
  if (chosen !== undefined) await commands.executeCommand(chosen.command);
}
