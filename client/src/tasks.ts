/**
 * Tasks `sequitur`: the command line on a file or on the workspace, with its findings in the list
 * of problems.
 */
import {
  type Disposable,
  l10n,
  ProcessExecution,
  ShellExecution,
  type ShellQuotedString,
  ShellQuoting,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';

const type = 'sequitur';
const matcher = '$sequitur';
/** VS Code puts in the file in front of the reader when the task runs. */
const openFile = `$\{file}`;

interface Definition extends TaskDefinition {
  readonly command: 'check' | 'format';
  /** Files, folders or patterns, from the folder of the workspace; none: all below it. */
  readonly files: readonly string[];
  readonly options: readonly string[];
}

/** @param module the command line that ships with the extension. */
export function registerTasks(module: string): Disposable {
  return tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (workspace.workspaceFolders ?? []).flatMap((folder) => offered(module, folder)),
    resolveTask(task) {
      const definition = read(task.definition);
      if (definition === null) return undefined;
      const scope = typeof task.scope === 'object' ? task.scope : workspace.workspaceFolders?.[0];
      // VS Code looks for the same definition again, so it stays as it was written.
      return taskFor(task.definition, definition, { name: task.name, module }, scope);
    },
  });
}

/**
 * What is written in tasks.json is a guess until it is read; `null` for what is no task of ours.
 */
function read({ command, files = [], options = [] }: TaskDefinition): Definition | null {
  const isList = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((one) => typeof one === 'string');
  return (command === 'check' || command === 'format') && isList(files) && isList(options)
    ? { type, command, files, options }
    : null;
}

function offered(module: string, folder: WorkspaceFolder): Task[] {
  const check: Definition = { type, command: 'check', files: [], options: [] };
  const format: Definition = { type, command: 'format', files: [], options: ['--check'] };
  return [
    taskFor(
      { type, command: 'check' },
      check,
      { name: l10n.t('check the workspace'), module },
      folder,
    ),
    taskFor(
      { type, command: 'check', files: [openFile] },
      { ...check, files: [openFile] },
      { name: l10n.t('check the open file'), module },
      folder,
    ),
    taskFor(
      { type, command: 'format', options: ['--check'] },
      format,
      { name: l10n.t('see what is not formatted'), module },
      folder,
    ),
  ];
}
function taskFor(
  definition: TaskDefinition,
  { command, files, options }: Definition,
  { name, module }: { readonly name: string; readonly module: string },
  folder?: WorkspaceFolder,
): Task {
  const format =
    command === 'check' && !options.some((option) => option.startsWith('--format'))
      ? ['--format', 'unix']
      : [];
  const execution = executionOf(
    { before: [command, ...format], given: [...options, ...files] },
    module,
    folder,
  );
  const task = new Task(
    definition,
    folder ?? TaskScope.Workspace,
    name,
    type,
    execution,
    command === 'check' ? matcher : [],
  );
  task.group = TaskGroup.Test;
  return task;
}

interface Words {
  readonly before: readonly string[];
  /** As the reader wrote them. */
  readonly given: readonly string[];
}

/**
 * The program of the setting `sequitur.path`, else the command line that ships with the extension,
 * run by the editor's own Node.
 */
function executionOf(
  { before, given }: Words,
  module: string,
  folder: WorkspaceFolder | undefined,
): ShellExecution | ProcessExecution {
  const cwd = folder === undefined ? {} : { cwd: folder.uri.fsPath };
  const path = workspace.getConfiguration('sequitur', folder?.uri).get('path', '').trim();
  if (path !== '') return new ShellExecution(path, [...before, ...given.map(quoted)], cwd);
  return new ProcessExecution(process.execPath, [module, ...before, ...given], {
    ...cwd,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** A pattern is for the program to read, not for the shell. */
function quoted(value: string): ShellQuotedString {
  return { value, quoting: ShellQuoting.Strong };
}
