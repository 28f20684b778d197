/** `sequitur`: the command line with all its commands. */
import { commands } from './commands/all.ts';
import { runProgram } from './program.ts';

runProgram(commands);
