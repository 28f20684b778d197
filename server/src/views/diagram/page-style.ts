/** The style of the page that stands alone, on a screen and on paper. */
import { colours, fontFamily, shadeColours } from './picture-style.ts';

const shades = Object.entries(shadeColours).map(
  ([shade, { shade: ground, on }]) => `.shade-${shade}{background:${ground};color:${on};}`,
);

/** The style sheet of a preview that stands alone. */
export const pageStyle = `:root{color-scheme:light;}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:82rem;color:${colours.text};background:${colours.ground};font:15px/1.5 ${fontFamily};}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem;}
h2{font-size:1.25rem;margin:2.5rem 0 .2rem;padding-top:1.2rem;border-top:1px solid ${colours.edge};}
h3{font-size:1rem;margin:1.4rem 0 .4rem;}
.basis,.population,.notice,caption{color:${colours.faint};margin:.1rem 0;}
.purpose{font-weight:600;margin:.4rem 0 0;}
.drawing{overflow-x:auto;padding:.5rem 0;}
.drawing:focus-visible{outline:2px solid ${colours.information};}
svg text{font-family:${fontFamily};}
svg .shade-bar{stroke:${colours.edge};stroke-width:.75;}
.legend ul{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;margin:1.2rem 0 0;font-size:.87rem;}
.legend li{display:flex;align-items:center;gap:.5rem;}
li{margin:.2rem 0;}
.support{color:${colours.faint};font-size:.92rem;}
table{border-collapse:collapse;width:100%;font-size:.87rem;}
caption{text-align:left;padding-bottom:.3rem;}
th,td{border:1px solid ${colours.edge};padding:.35rem .5rem;text-align:left;vertical-align:top;}
thead th{background:${colours.lane};}
tbody th{font-weight:600;}
.severity,.verdict{font-weight:600;}
.verdict-against{color:${colours.against};}
.recommendations>li{margin:.5rem 0;}
${shades.join('\n')}
@media (max-width:40rem){table,tbody,tr,th,td{display:block;}thead{position:absolute;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);}tr{margin-bottom:.8rem;}}
@media print{@page{margin:12mm;}:root{font-size:11.5px;}body{padding:0;max-width:none;font-size:1rem;}.drawing{overflow:visible;}svg.diagram{max-width:100%;height:auto;}tr,svg{break-inside:avoid;}h2,h3{break-after:avoid;}thead{display:table-header-group;}*{print-color-adjust:exact;}}`;
