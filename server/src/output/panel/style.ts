/**
 * The style of pages that an editor shows in a panel: that of a report, and of what only these
 * pages hold. The editor maps the colours.
 */
import { reportStyle } from '../report/style.ts';

/** The style sheet of the pages that the server writes. */
export const panelStyle = `${reportStyle}
summary:focus-visible{outline:2px solid var(--link);outline-offset:1px;}
.changes{list-style:none;padding:0;}.changes li{border:1px solid var(--edge);border-radius:6px;padding:.35rem .6rem;margin:.3rem 0;}
.changes .sign{font-weight:700;white-space:nowrap;}
.pair{display:flex;flex-wrap:wrap;gap:.6rem;align-items:flex-start;}
.pair figure{margin:0;max-width:100%;}.pair figcaption{font-weight:600;margin:.2rem 0;}
.pair .drawing svg{display:block;max-width:max(100%,34rem);height:auto;}
.supports{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.2rem;align-items:start;}
.supports section{border:1px solid var(--edge);border-radius:6px;padding:.5rem .8rem;}.supports h2{margin:0;padding:0;border:0;font-size:1.05rem;}
.weighed details{margin:0;}.weighed summary{cursor:pointer;}
.timeline{list-style:none;padding:0 0 0 .3rem;border-left:3px solid var(--edge);margin:.5rem 0 .5rem .4rem;}
.timeline li{padding:.15rem 0 .35rem .8rem;position:relative;}.timeline li::before{content:"";position:absolute;left:-.55rem;top:.5rem;width:.55rem;height:.55rem;border-radius:50%;background:var(--text);}
.timeline b{display:inline-block;min-width:6.5rem;}
@media (max-width:44rem){.supports{display:block;}.supports section{margin-bottom:.6rem;}}`;
