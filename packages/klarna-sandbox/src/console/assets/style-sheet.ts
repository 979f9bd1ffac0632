import type { Reply } from "../../http/reply"
import { asset } from "./asset"

/** Light and dark by the system's choice; a phone first, with room for a table from 52rem on. */
const styles = `
:root{color-scheme:light dark;
  --bg:#f5f6f4;--panel:#fff;--sunken:#f1f3f1;--ink:#17201e;--soft:#56635f;--line:#dfe4e1;--hover:#f4f7f5;
  --accent:#0d5c4b;--on-accent:#fff;--focus:#d9a520;--link:#0b5c86;
  --good:#14603d;--good-bg:#dff1e7;--bad:#9c2b1c;--bad-bg:#fce6e1;--busy:#704f00;--busy-bg:#fcefc9;--idle:#45524e;--idle-bg:#e7ebe9;
  --captured:#1d7a53;--refunded:#c9702c;--remaining:#b9d8cc;--lost:#9aa5a1;--string:#14603d;--number:#0b5c86;--key:#7a3d10}
@media(prefers-color-scheme:dark){:root{
  --bg:#0f1413;--panel:#171d1b;--sunken:#111715;--ink:#e4eae7;--soft:#9aa7a3;--line:#2a322f;--hover:#1d2422;
  --accent:#4fc3a1;--on-accent:#06211a;--focus:#e3b43c;--link:#7cc0ea;
  --good:#86dab0;--good-bg:#15352a;--bad:#f4a193;--bad-bg:#431d17;--busy:#efcb74;--busy-bg:#3b2f10;--idle:#b4c0bc;--idle-bg:#29312f;
  --captured:#3fa87c;--refunded:#d98a4c;--remaining:#2f5648;--lost:#5b6764;--string:#8fd6b0;--number:#7cc0ea;--key:#e0b183}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
h1,h2,p,dl,dd,ul,ol,pre{margin:0}
ul,ol{padding:0;list-style:none}
a{color:var(--link)}
code,pre,kbd{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
.hidden,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:fixed;z-index:9;top:.5rem;left:.5rem;background:var(--panel);padding:.5rem 1rem;border-radius:6px}

body>header{position:sticky;top:0;z-index:5;background:var(--panel);border-bottom:1px solid var(--line);display:grid;
  grid-template-columns:1fr auto;gap:.5rem .75rem;align-items:center;padding:.6rem 1rem}
.brand{color:var(--ink);text-decoration:none;font-size:1.02rem;white-space:nowrap}
.brand b{font-weight:700;background:var(--accent);color:var(--on-accent);border-radius:5px;padding:.1rem .45rem}
.brand span{color:var(--soft)}
.search{grid-column:1/-1;position:relative;order:3}
.search input{width:100%;padding-right:2.2rem}
.search kbd{position:absolute;right:.6rem;top:50%;transform:translateY(-50%);border:1px solid var(--line);border-radius:4px;
  padding:0 .4rem;color:var(--soft);background:var(--panel);pointer-events:none}
.search input:focus~kbd{display:none}
.search input::-webkit-search-cancel-button{display:none}
.live{color:var(--soft);font-size:.82rem;display:inline-flex;align-items:center;gap:.4rem}
.live::before{content:"";width:.55rem;height:.55rem;border-radius:50%;background:var(--lost)}
.live.on::before{background:var(--captured);box-shadow:0 0 0 3px var(--good-bg)}

input,select{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:7px;padding:.45rem .65rem;min-width:0}
input::placeholder{color:var(--soft);opacity:1}
button,.button{font:inherit;font-weight:550;color:var(--ink);background:var(--panel);border:1px solid var(--line);border-radius:7px;
  padding:.42rem .8rem;cursor:pointer;text-decoration:none;display:inline-block;white-space:nowrap}
button:hover,.button:hover{background:var(--hover);border-color:var(--lost)}
button:disabled{opacity:.55;cursor:progress}
button.main,.button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
button.main:hover,.button.main:hover{filter:brightness(1.12)}
.small{font-size:.8rem;padding:.12rem .5rem;border-radius:6px}

.frame{display:grid}
.side{background:var(--panel);border-bottom:1px solid var(--line);min-width:0}
#sections ul{display:flex;overflow-x:auto;padding:.4rem .6rem;gap:.15rem;scrollbar-width:none}
#sections a{display:block;padding:.35rem .65rem;border-radius:7px;color:var(--soft);text-decoration:none;white-space:nowrap;font-weight:500}
#sections a:hover{background:var(--hover);color:var(--ink)}
#sections a[aria-current]{background:var(--idle-bg);color:var(--ink);font-weight:600}
.count{background:var(--busy-bg);color:var(--busy);border-radius:99px;padding:0 .45rem;font-size:.8rem;font-weight:650}
.clock{display:flex;align-items:center;gap:.35rem .6rem;padding:.4rem 1rem;overflow-x:auto;border-top:1px solid var(--line);font-size:.82rem}
.clock h2,.clock span{display:none}
.clock h2{font-size:.78rem;color:var(--soft);font-weight:600}
.clock p{font-variant-numeric:tabular-nums;white-space:nowrap}
.clock small{color:var(--busy);font-weight:600}
.clock form{display:flex;gap:.3rem}

.content{min-width:0;padding:1rem;max-width:96rem}
main{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
.title{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .7rem}
.title .kind{width:100%;color:var(--soft);font-size:.82rem;font-weight:600}
h1{font-size:1.35rem;line-height:1.25;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:.95rem;line-height:1.3}
.notice{border:1px solid var(--line);border-left:4px solid var(--captured);background:var(--panel);border-radius:8px;padding:.6rem .9rem;margin-bottom:1rem;overflow-wrap:anywhere}
.notice.bad{border-left-color:var(--bad);color:var(--bad)}
.card{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:.85rem 1rem;display:grid;gap:.75rem;
  grid-template-columns:minmax(0,1fr);align-content:start;container-type:inline-size}
.head{display:flex;align-items:center;gap:.6rem;min-height:1.5rem}
.note{color:var(--soft);font-size:.85rem}
.head .note{margin-left:auto}
.two,.split,.stack{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr);align-content:start}
.two>.card,.split>.stack{min-width:0}

.table{overflow-x:auto;margin:0 -1rem -.85rem;border-top:1px solid var(--line)}
table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{text-align:left;padding:.5rem .3rem;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
th{color:var(--soft);font-size:.76rem;font-weight:600;padding-block:.4rem}
table th:first-child,table td:first-child{padding-left:1rem}
table th:last-child,table td:last-child{padding-right:1rem}
tbody tr:last-child td{border-bottom:0}
tbody tr{position:relative}
tbody tr:hover{background:var(--hover)}
td.long,td:first-child{white-space:normal;overflow-wrap:anywhere}
td:first-child{min-width:6.2rem}
.money{font-variant-numeric:tabular-nums;white-space:nowrap}
th.money,td.money{text-align:right}
th.mid,td.mid,th.wide,td.wide,th.widest,td.widest{display:none}
td.states{white-space:normal}
td small{color:var(--soft)}
.second{display:block;white-space:nowrap}
@container(min-width:42rem){.second{display:inline}}
td time{color:var(--soft);font-variant-numeric:tabular-nums}
a.row{color:inherit;font-weight:600;text-decoration:none}
a.row::after{content:"";position:absolute;inset:0}
a.row:focus-visible::after{outline:2px solid var(--focus);outline-offset:-2px}
tr:hover a.row{text-decoration:underline}
td a:not(.row),td button,td form{position:relative}
.method{font:600 .76rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft);margin-right:.15rem}
@keyframes arrive{from{background:var(--busy-bg)}}
tr.new{animation:arrive 2.5s ease-out}
@media(prefers-reduced-motion:reduce){tr.new{animation:none;box-shadow:inset 3px 0 var(--focus)}}

.state{display:inline-block;border-radius:99px;padding:.02rem .55rem;font-size:.78rem;font-weight:600;background:var(--idle-bg);color:var(--idle);white-space:nowrap}
.state.good{background:var(--good-bg);color:var(--good)}
.state.bad{background:var(--bad-bg);color:var(--bad)}
.state.busy{background:var(--busy-bg);color:var(--busy)}
.figures{display:grid;grid-template-columns:repeat(3,1fr);gap:.5rem}
.figures a{display:block;background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:.6rem .8rem;color:var(--soft);text-decoration:none;font-size:.82rem}
.figures a:hover{border-color:var(--lost)}
.figures b{display:block;color:var(--ink);font-size:1.35rem;line-height:1.2;font-variant-numeric:tabular-nums}
.facts{display:grid;gap:.45rem .9rem;font-size:.9rem}
.facts>div{display:grid;gap:.1rem;min-width:0}
.facts dt{color:var(--soft);font-size:.78rem;font-weight:550}
.facts dd{overflow-wrap:anywhere}
.copy{display:inline-flex;gap:.4rem;align-items:center;max-width:100%}
.copy code{min-width:0}
.copy .small{color:var(--soft)}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.inline{display:flex;align-items:center;gap:.5rem;color:var(--soft);font-size:.85rem;width:100%}
.tabs{display:flex;gap:.4rem;flex-wrap:wrap}
.tabs a{padding:.3rem .8rem;border-radius:99px;border:1px solid var(--line);background:var(--panel);text-decoration:none;color:var(--soft);font-weight:550}
.tabs a[aria-current]{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.pager{display:flex;gap:.5rem;justify-content:flex-end}
.filters{display:grid;grid-template-columns:1fr 1fr;gap:.6rem;align-items:end}
.filters label{display:grid;gap:.15rem;font-size:.78rem;font-weight:550;color:var(--soft);min-width:0}
.filters input,.filters select{width:100%;color:var(--ink);font-weight:400;font-size:.9rem;height:2.3rem}
.filters button{height:2.3rem;padding-block:0}
.empty{color:var(--soft);display:grid;gap:.6rem;max-width:44rem}
.steps{counter-reset:step;display:grid;gap:1.1rem;color:var(--ink);max-width:52rem}
.steps li{counter-increment:step;display:grid;gap:.5rem;padding-left:2.2rem;position:relative;min-width:0}
.steps li::before{content:counter(step);position:absolute;left:0;top:-.05rem;width:1.5rem;height:1.5rem;border-radius:50%;background:var(--idle-bg);
  display:grid;place-items:center;font-size:.8rem;font-weight:700}
.snippet{position:relative;min-width:0}
.snippet button{position:absolute;top:.5rem;right:.5rem}
pre{background:var(--sunken);border:1px solid var(--line);border-radius:8px;padding:.7rem .8rem;overflow:auto;font-size:.8rem;max-height:34rem;white-space:pre-wrap;overflow-wrap:anywhere}
.json .k{color:var(--key)}.json .s{color:var(--string)}.json .n{color:var(--number)}
.json a{color:inherit}
summary{cursor:pointer;font-weight:550;border-radius:6px}
details>summary~*{margin-top:.6rem}
.part{border-top:1px solid var(--line);padding-top:.65rem}
.part:first-of-type{border-top:0;padding-top:0}
.part>summary{display:flex;flex-wrap:wrap;gap:.2rem .7rem;align-items:center;list-style-position:inside;color:var(--soft);font-weight:400;font-size:.9rem}
.part>summary b{color:var(--ink)}
.part>summary::before{content:"▸";color:var(--soft);width:.7rem}
.part[open]>summary::before{content:"▾"}
.part>summary::-webkit-details-marker{display:none}
.part>summary{list-style:none}
.part .end{margin-left:auto}
.part:target{box-shadow:-1rem 0 0 -.75rem var(--focus)}
.lines{display:grid;gap:.7rem}
.lines li{display:grid;grid-template-columns:2.6rem minmax(0,1fr) auto;gap:.7rem;align-items:center}
.lines span{overflow-wrap:anywhere}
.lines small{display:block;color:var(--soft)}
.thumb{width:2.6rem;height:2.6rem;border-radius:8px;background:var(--sunken);border:1px solid var(--line);display:grid;place-items:center;position:relative;
  font-weight:600;color:var(--soft);overflow:hidden}
.thumb img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;background:var(--panel)}
.amounts{display:grid;gap:.7rem}
.amounts svg{width:100%;height:.9rem;border-radius:99px;background:var(--sunken);display:block}
.amounts rect.captured{fill:var(--captured)}.amounts rect.refunded{fill:var(--refunded)}
.amounts rect.remaining{fill:var(--remaining)}.amounts rect.lost{fill:var(--lost)}
.amounts dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.1rem,1fr));gap:.5rem}
.amounts dt{font-size:.78rem;color:var(--soft);font-weight:550;display:flex;align-items:center;gap:.35rem}
.amounts dl>[class]:not([class=""])>dt::before{content:"";width:.6rem;height:.6rem;border-radius:3px}
.amounts .captured>dt::before{background:var(--captured)}.amounts .refunded>dt::before{background:var(--refunded)}
.amounts .remaining>dt::before{background:var(--remaining)}.amounts .lost>dt::before{background:var(--lost)}
.amounts dd{font-weight:600}

.mail-list{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));align-items:start}
.mail{background:var(--panel);border:1px solid var(--line);border-radius:12px;overflow:hidden;display:grid;overflow-wrap:anywhere}
.mail>header{background:var(--sunken);border-bottom:1px solid var(--line);padding:.6rem .9rem;font-size:.85rem;color:var(--soft)}
.mail>header b{display:block;color:var(--ink);font-size:1rem}
.mail>div{padding:1rem .9rem;display:grid;gap:.8rem;justify-items:start}
.mail footer{border-top:1px solid var(--line);padding:.5rem .9rem;font-size:.8rem;color:var(--soft)}
.phone{border-radius:22px;border:6px solid var(--idle-bg)}
.phone>div{min-height:8rem}
.bubble{background:var(--good-bg);border-radius:16px 16px 16px 4px;padding:.7rem .9rem;max-width:94%}
@container(max-width:26.99rem){.state{font-size:.7rem;padding-inline:.42rem}td:first-child{min-width:4rem}.table{padding-right:.5rem}.table th:first-child,.table td:first-child{padding-left:.8rem}.table th:last-child,.table td:last-child{padding-right:.8rem}}
@container(min-width:27rem){th,td{padding-inline:.6rem}th.mid,td.mid{display:table-cell}}
@container(min-width:42rem){th.wide,td.wide{display:table-cell}}
@container(min-width:60rem){th.widest,td.widest{display:table-cell}}
@media(min-width:40rem){
  .filters{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}
  .figures{grid-template-columns:repeat(6,1fr)}
  .facts>div{grid-template-columns:11rem minmax(0,1fr)}
  .facts dt{font-size:.85rem;font-weight:400}}
@media(min-width:62rem){
  body>header{grid-template-columns:13rem minmax(0,36rem) 1fr;padding-inline:1.25rem}
  .search{grid-column:auto;order:0}
  .live{justify-self:end}
  .frame{grid-template-columns:13.5rem minmax(0,1fr)}
  .side{border-bottom:0;border-right:1px solid var(--line);position:sticky;top:3.55rem;height:calc(100vh - 3.55rem);overflow-y:auto;
    display:flex;flex-direction:column;justify-content:space-between}
  #sections ul{flex-direction:column;padding:.8rem .7rem}
  .clock h2,.clock span{display:inline}
  .clock form{flex-wrap:wrap}
  .clock small{display:block}
  .clock{flex-direction:column;align-items:flex-start;padding:.9rem 1.1rem}
  .content{padding:1.25rem 1.5rem 2.5rem}
  .two{grid-template-columns:repeat(2,minmax(0,1fr))}
  .split{grid-template-columns:minmax(0,1.7fr) minmax(19rem,1fr)}
  .split .facts>div{grid-template-columns:minmax(0,1fr)}
  .split .facts dt{font-size:.78rem;font-weight:550}}
`

/** GET /console/style.css */
export const viewStyleSheet = (): Reply => asset("text/css", styles)
