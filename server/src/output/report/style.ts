/**
 * The style of a report: light, dark, print, and black and white. The page allows this one style
 * sheet, by its checksum.
 */
import { fontFamily } from '../../views/diagram/picture-style.ts';

const light = `--text:#16222b;--faint:#4a5a66;--ground:#fff;--panel:#f4f7f9;--edge:#8496a3;--link:#0b4f8a;--good:#0d4460;--bad:#9c1f06;--warn:#7a4d00;`;
const dark = `--text:#e7edf1;--faint:#b3c0c9;--ground:#12191e;--panel:#1c262d;--edge:#667783;--link:#8cc4f2;--good:#8fd0ef;--bad:#ffb09e;--warn:#ffd58a;`;

/** The style sheet of reports, on screen and on paper. */
export const reportStyle = `:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box;}
body{margin:0 auto;padding:1.25rem;max-width:76rem;color:var(--text);background:var(--ground);font:15px/1.5 ${fontFamily};overflow-wrap:break-word;}
a{color:var(--link);}a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px;}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .2rem;}h2{font-size:1.25rem;margin:2.2rem 0 .4rem;padding-top:1rem;border-top:2px solid var(--edge);}
h3{font-size:1.1rem;margin:1.8rem 0 .3rem;}h4{font-size:1rem;margin:0 0 .2rem;}h5{font-size:.85rem;margin:.6rem 0 .1rem;color:var(--faint);text-transform:uppercase;letter-spacing:.04em;}
p{margin:.25rem 0;}ul,ol{margin:.25rem 0;padding-left:1.3rem;}li{margin:.15rem 0;}
.faint{color:var(--faint);font-weight:400;}.small{font-size:.87rem;}.verdict{font-size:1.1rem;font-weight:600;margin:.6rem 0;}
.numbers{display:grid;grid-template-columns:repeat(5,1fr);gap:.6rem;list-style:none;margin:.6rem 0;padding:0;}
.numbers li{margin:0;border:1px solid var(--edge);border-radius:8px;padding:.45rem .7rem;background:var(--panel);}
.numbers b{display:block;font-size:1.6rem;line-height:1.15;}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem;}.columns h2{margin-top:.8rem;padding-top:.6rem;}
.step{border:1px solid var(--edge);border-left-width:6px;border-radius:6px;padding:.6rem .8rem;margin:.7rem 0;}
.supported{border-left-style:solid;}.no-difference{border-left-style:double;}.treatment-only{border-left-style:dashed;}.not-in-the-base,.not-appraised{border-left-style:dotted;}.disputed{border-left-color:var(--bad);border-left-style:double;}
.badge{display:inline-block;border:1px solid currentColor;border-radius:1em;padding:0 .55em;font-size:.8rem;font-weight:600;white-space:nowrap;}
.above{color:var(--bad);font-weight:600;}.within{color:var(--good);}
.error,.warning{font-weight:600;}.error{color:var(--bad);}.warning{color:var(--warn);}
table{border-collapse:collapse;width:100%;font-size:.87rem;margin:.4rem 0;}caption{text-align:left;color:var(--faint);padding:.2rem 0;}
th,td{border:1px solid var(--edge);padding:.3rem .45rem;text-align:left;vertical-align:top;}thead th{background:var(--panel);}
.plot{display:block;width:132px;height:16px;}.plot path{fill:none;stroke:var(--text);stroke-width:1.5;}.plot path:first-child{stroke-width:1;stroke-dasharray:2 2;}.plot circle{fill:var(--text);}.scroll{overflow-x:auto;}.drawing{background:#fff;border:1px solid var(--edge);border-radius:6px;padding:.3rem;margin:.4rem 0;}
.drawing svg text{font-family:${fontFamily};}blockquote{margin:.2rem 0;padding-left:.7rem;border-left:3px solid var(--edge);}
.own{margin:.3rem 0;padding:.2rem .7rem;border-left:3px solid var(--good);}code{font-size:.9em;}
@media (max-width:44rem){.numbers{grid-template-columns:1fr 1fr;}.columns{display:block;}body{padding:.8rem;}
.studies,.studies tbody,.studies tr,.studies td,.studies th{display:block;}.studies caption{display:block;}.studies thead{position:absolute;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);}.studies tr{margin-bottom:.6rem;}.studies td,.studies th{border-bottom-width:0;}.studies tr>:last-child{border-bottom-width:1px;}}
@media print{@page{size:A4;margin:14mm;}:root{color-scheme:light;${light}font-size:11px;}body{padding:0;max-width:none;font-size:11px;}
.step,tr,li,.drawing,.numbers{break-inside:avoid;}.step.long{break-inside:auto;}h2,h3,h4,h5,caption{break-after:avoid;}thead{display:table-header-group;}.scroll{overflow:visible;}.drawing svg{max-width:100%;height:auto;}
.sources a::after{content:" (" attr(href) ")";font-size:.9em;}a{color:inherit;}*{print-color-adjust:exact;}}`;
