/**
 * A page that the server wrote: shown as it stands. Its links to lines and studies go to the panel.
 */
import { element, host, show } from '../host.ts';
import type { ToPage, ToPanel } from './page.messages.ts';

const say = (message: ToPanel): void => host.postMessage(message);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'failure') return show(element('p', { role: 'alert' }, data.message));
  host.setState(data.state);
  const { answer } = data;
  if ('problem' in answer) return show(element('p', { role: 'status' }, answer.problem));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(answer.style);
  document.adoptedStyleSheets = [sheet];
  const content = document.getElementById('content');
  if (content === null) return;
  // Everything that a document says is escaped in it, and the policy of the page allows no script
  // beside this one.
  content.innerHTML = answer.html;
  content.removeAttribute('aria-busy');
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null) return;
  const { line, study } = link.dataset;
  if (line === undefined && study === undefined) return;
  event.preventDefault();
  if (line !== undefined) say({ kind: 'line', line: Number(line) });
  if (study !== undefined) say({ kind: 'study', key: study });
});
say({ kind: 'ready' });
