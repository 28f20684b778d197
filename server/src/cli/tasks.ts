/** The command line that ships with the extension: the commands that its tasks run. */
import { checkCommand } from './commands/check.ts';
import { formatCommand } from './commands/format.ts';
import { runProgram } from './program.ts';

runProgram([checkCommand, formatCommand]);
