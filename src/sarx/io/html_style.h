// The look of the HTML report: light, dark and printed.
#pragma once

#include <string_view>

namespace sarx::html {

inline constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1f1d1a;--soft:#5d5952;--rule:#e2ddd3;--grid:#ece8df;
--accent:#7a2e2a;--skin:#e9e2d6;--edge:#b9b1a3;--z:#f4f1ea;
--n1:#fbd3bd;--n2:#f4a27e;--n3:#dd6b4c;--n4:#bb2f30;--n5:#7f0d22;--p1:#cfe3f0;--p2:#93c4de;--p3:#4b98c6;--p4:#2367a8;--p5:#0a3a72;
--c0:#b23a31;--c1:#2367a8;--c2:#b87514;--c3:#3d7f4f;--c4:#7b4fa3;--c5:#0f7f8a;--c6:#8a5a3c;--c7:#6b6b6b;
--cause:#e7b7a3;--help:#b3d0e3;--fact:#ddd8cc;--on-bar:#2b2622}
@media (prefers-color-scheme:dark){:root{--paper:#161617;--card:#1e1f21;--ink:#ece9e3;--soft:#a9a59d;--rule:#35353a;--grid:#2a2b2e;
--accent:#e7a08f;--skin:#33343a;--edge:#5b5d66;--z:#45474e;
--n1:#6a4a43;--n2:#93513f;--n3:#bf5d45;--n4:#e5785a;--n5:#ffa98c;--p1:#3f5666;--p2:#40708f;--p3:#4a8fba;--p4:#68b2df;--p5:#a3daf8;
--c0:#f0806f;--c1:#6cb0e6;--c2:#e2ab4e;--c3:#7cc391;--c4:#bb95e0;--c5:#58c3cd;--c6:#cb9a7a;--c7:#a5a5a5;
--cause:#84493a;--help:#35596f;--fact:#4a4842;--on-bar:#f3efe8}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums}
main{max-width:1060px;margin:0 auto;padding:44px 28px 64px}
h1,h2{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,"DejaVu Serif",serif;font-weight:600;line-height:1.15;
text-wrap:balance}
h1{font-size:2.5rem;margin:.1em 0 .25em;letter-spacing:-.01em}
h2{font-size:1.45rem;margin:0 0 .2em}
section{margin-top:52px}
p{margin:.4em 0;max-width:82ch}
.kicker{font-size:.8rem;letter-spacing:.14em;text-transform:uppercase;color:var(--accent);font-weight:600;margin:0}
.facts,.lead{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(205px,1fr));gap:14px;margin-top:26px}
.tile{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:14px 16px 15px}
.tile b{display:block;font:600 2rem/1.15 "Iowan Old Style",Palatino,Georgia,"DejaVu Serif",serif;margin:.1em 0;letter-spacing:-.01em}
.tile span{color:var(--soft);font-size:.86rem;display:block;line-height:1.4}
.tile .name{color:var(--ink);font-weight:600;font-size:.9rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:26px;margin-top:14px}
figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:16px}
figcaption{font-size:.92rem;color:var(--soft);line-height:1.4;margin-bottom:8px}
figcaption b{color:var(--ink)}
svg{display:block;width:100%;height:auto}
svg text{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--soft);font-size:12px}
svg.body{max-height:470px}
svg.body text{font-size:13px}
.skin{fill:var(--skin);stroke:var(--skin);stroke-width:.8}
.muscle{stroke:var(--card);stroke-width:.9;stroke-linejoin:round}
.z{fill:var(--z);background:var(--z)}
.n1{fill:var(--n1);background:var(--n1)}.n2{fill:var(--n2);background:var(--n2)}.n3{fill:var(--n3);background:var(--n3)}
.n4{fill:var(--n4);background:var(--n4)}.n5{fill:var(--n5);background:var(--n5)}
.p1{fill:var(--p1);background:var(--p1)}.p2{fill:var(--p2);background:var(--p2)}.p3{fill:var(--p3);background:var(--p3)}
.p4{fill:var(--p4);background:var(--p4)}.p5{fill:var(--p5);background:var(--p5)}
.legend{display:flex;align-items:center;gap:2px;justify-content:center;font-size:.85rem;color:var(--soft);margin-top:14px}
.legend i{width:26px;height:12px;display:inline-block}.legend span{margin:0 8px}
.charts{margin-top:16px}
svg .panel{fill:var(--ink);font-weight:600;font-size:14px}
svg .unit{fill:var(--soft);font-weight:400;font-size:12px}
.grid{stroke:var(--grid)}.axis{stroke:var(--edge)}.zero{stroke:var(--edge);stroke-width:1.2}
.edge{stroke:var(--edge);stroke-dasharray:1 4;stroke-linecap:round}
.threshold{stroke:var(--soft);stroke-dasharray:5 4}
svg .note{font-size:11px}
.bar{stroke:none}.bar.cause{fill:var(--cause)}.bar.help{fill:var(--help)}.bar.fact{fill:var(--fact)}
svg .bartext{font-size:11.5px;fill:var(--ink)}svg .bartext.in{fill:var(--on-bar)}
svg .striptext{font-size:10.5px;fill:var(--on-bar)}.n4+.striptext,.n5+.striptext{fill:var(--card)}
.line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
.band{stroke:none;opacity:.11}.area{opacity:.88;stroke:var(--paper);stroke-width:.6}
.line.c0{stroke:var(--c0)}.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}
.line.c4{stroke:var(--c4)}.line.c5{stroke:var(--c5)}.line.c6{stroke:var(--c6)}.line.c7{stroke:var(--c7)}
.band.c0,.area.c0,svg .label.c0{fill:var(--c0)}.band.c1,.area.c1,svg .label.c1{fill:var(--c1)}
.band.c2,.area.c2,svg .label.c2{fill:var(--c2)}.band.c3,.area.c3,svg .label.c3{fill:var(--c3)}
.band.c4,.area.c4,svg .label.c4{fill:var(--c4)}.band.c5,.area.c5,svg .label.c5{fill:var(--c5)}
.band.c6,.area.c6,svg .label.c6{fill:var(--c6)}.band.c7,.area.c7,svg .label.c7{fill:var(--c7)}
svg .label{font-weight:600;font-size:11.5px}
.drivers{width:100%;border-collapse:collapse;margin-top:14px}
.drivers td{border:0;padding:4px 8px;vertical-align:middle}
.drivers .who{width:230px}.drivers .kg{width:92px;text-align:right}.drivers .share{width:64px;text-align:right;color:var(--soft)}
.track{display:grid;grid-template-columns:1fr 1fr;height:16px}
.track i{display:block;height:16px}.track .loss{justify-self:end;border-radius:3px 0 0 3px}.track .gain{grid-column:2;border-radius:0 3px 3px 0}
.swatch{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:9px}
i.c0{background:var(--c0)}i.c1{background:var(--c1)}i.c2{background:var(--c2)}i.c3{background:var(--c3)}
i.c4{background:var(--c4)}i.c5{background:var(--c5)}i.c6{background:var(--c6)}i.c7{background:var(--c7)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.92rem;width:100%;margin-top:10px}
th{text-align:left;font-weight:600;border-bottom:1.5px solid var(--edge);padding:6px 10px 6px 0;vertical-align:bottom}
td{border-bottom:1px solid var(--rule);padding:5px 10px 5px 0;vertical-align:top}
td.num,th.num{text-align:right;white-space:nowrap}
td small{color:var(--soft);font-size:.86em}
.warning{border-left:4px solid var(--n3);background:var(--card);padding:10px 16px;margin:10px 0;border-radius:0 8px 8px 0}
.warning b{text-transform:capitalize}
.warning small{display:block;color:var(--soft)}
details{border-top:1px solid var(--rule);padding:12px 0}
details:last-of-type{border-bottom:1px solid var(--rule)}
summary{cursor:pointer;font-weight:600}
details ul{columns:2;column-gap:36px;font-size:.86rem;color:var(--soft);padding-left:18px}
footer{margin-top:52px;border-top:1px solid var(--rule);padding-top:16px;color:var(--soft);font-size:.86rem}
@media (max-width:640px){main{padding:26px 16px}h1{font-size:1.9rem}details ul{columns:1}.charts{min-width:720px}.drivers .who{width:140px}}
@media print{:root{--paper:#fff;--card:#fff}body{font-size:11pt}main{max-width:none;padding:0}section,figure,.tile{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

}  // namespace sarx::html
