import type { Command } from './command.ts';

/** `sequitur lsp` as its help describes it. */
export const lspCommand: Command = {
  name: 'lsp',
  summary: 'Run the language server for an editor.',
  usage: ['sequitur lsp --stdio'],
  options: [
    { name: 'stdio', help: 'Speak over standard input and output (the default).' },
    {
      name: 'node-ipc',
      help: 'Speak over the channel of the Node process that started this one.',
    },
    { name: 'pipe', value: 'NAME', help: 'Speak over a named pipe.' },
    { name: 'socket', value: 'PORT', help: 'Speak over a socket.' },
    {
      name: 'clientProcessId',
      value: 'PID',
      help: 'End when this process ends; editors set it.',
    },
  ],
  examples: [],
  load: () => import('../lsp.ts'),
};
