/** One sheet for all pages: system fonts, one accent colour, readable at arm's length on a phone. */
export const styles = `
:root{--ink:#1c2321;--soft:#5d6865;--line:#e2e6e4;--paper:#fff;--ground:#f4f5f2;--accent:#163a36;--alert:#9c2b1c;
  --alert-ground:#fdf0ed;--sand:#fff6dd;--sand-line:#d9a520;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
  -webkit-text-size-adjust:100%}
a{color:inherit}
h1{font-size:1.5rem;line-height:1.2;letter-spacing:-.01em;margin:0}
h2{font-size:1.05rem;line-height:1.3;margin:0}
:focus-visible{outline:3px solid var(--sand-line);outline-offset:2px}
.top{background:var(--paper);border-bottom:1px solid var(--line)}
.top>div{max-width:64rem;margin:0 auto;padding:.75rem 1rem;display:flex;align-items:center;gap:.75rem;min-height:3.5rem}
.top img{max-height:2rem;max-width:9rem}
.top strong{font-size:1.05rem}
.top .end{margin-left:auto;color:var(--soft);font-size:.9rem}
main{max-width:64rem;margin:0 auto;padding:1.25rem 1rem 2rem;display:grid;gap:1rem}
.intro{display:grid;gap:.25rem}
.intro p{margin:0;color:var(--soft)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.1rem;display:grid;gap:.9rem;align-content:start}
.lines{list-style:none;margin:0;padding:0;display:grid;gap:.9rem}
.lines li{display:grid;grid-template-columns:3.25rem 1fr auto;gap:.8rem;align-items:center}
.lines li.plain{grid-template-columns:1fr auto}
.lines .thumb{width:3.25rem;height:3.25rem;border-radius:10px;background:var(--ground);display:grid;place-items:center;position:relative;
  font-weight:600;color:var(--soft)}
.thumb img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;border-radius:inherit}
.lines small,.totals small{display:block;color:var(--soft)}
.lines span,.lines b{overflow-wrap:anywhere}
.money{font-variant-numeric:tabular-nums;white-space:nowrap}
.totals{margin:0;display:grid;gap:.35rem;border-top:1px solid var(--line);padding-top:.9rem}
.totals div{display:flex;justify-content:space-between;gap:1rem;color:var(--soft)}
.totals dt,.totals dd{margin:0}
.totals .sum{color:var(--ink);font-weight:650;font-size:1.15rem}
.stack{display:grid;gap:1rem}
.fields{display:grid;grid-template-columns:repeat(6,1fr);gap:.75rem}
.field{display:grid;gap:.25rem;grid-column:span 6;align-content:start}
.field.half{grid-column:span 3}
.field.third{grid-column:span 2}
.field.rest{grid-column:span 4}
label,.label{font-size:.85rem;color:var(--soft)}
input{font:inherit;color:inherit;width:100%;padding:.7rem .75rem;border:1px solid #c3cac7;border-radius:10px;background:#fff}
input:user-invalid{border-color:var(--alert)}
.choices{display:grid;border:1px solid #c3cac7;border-radius:12px;overflow:hidden}
.choice{display:grid;grid-template-columns:auto 1fr;gap:.85rem;align-items:center;padding:.8rem .9rem;font-size:1rem;font-weight:600;color:var(--ink);cursor:pointer}
.choice+.choice{border-top:1px solid var(--line)}
.choice:hover{background:var(--ground)}
.choice:has(:checked){background:#eef3f1}
.choice:has(:focus-visible){outline:3px solid var(--sand-line);outline-offset:-3px}
.choice input{width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
.choice small{display:block;font-weight:400;color:var(--soft)}
.backdrop{position:fixed;inset:0;width:100%;height:100%;object-fit:cover;z-index:-1}
.backdrop~form .intro{background:var(--paper);border-radius:14px;padding:1rem 1.1rem}
.result .code{font:700 2.6rem/1.1 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.08em;color:var(--ink);
  border:2px solid var(--line);border-radius:14px;padding:.7rem 1.4rem;background:var(--paper)}
.module{display:grid;gap:1rem;max-width:44rem;margin:0 auto;width:100%}
.module .qr{display:grid;gap:.6rem;justify-items:center;text-align:center}
.module .qr img{width:min(17rem,80vw);height:auto;border-radius:10px;border:1px solid var(--line)}
.module form{display:grid;gap:.75rem}
.module form>.field{grid-column:auto}
.module select{font:inherit;color:inherit;padding:.7rem .6rem;border:1px solid #c3cac7;border-radius:10px;background:#fff;width:100%}
.ways{display:grid;gap:1rem}
.status{display:flex;align-items:center;gap:.6rem;font-weight:600;margin:0}
.status::before{content:"";width:.8rem;height:.8rem;border-radius:50%;background:#b9c3bf;flex:none}
.status.busy::before{background:var(--sand-line)}
.status.good::before{background:#1d7a53}
.status.bad::before{background:var(--alert)}
.done{background:#e4eeeb;border-radius:12px;padding:.8rem 1rem;margin:0;overflow-wrap:anywhere}
.address{margin:0;color:var(--soft);font-style:normal}
button,.button{font:inherit;font-weight:600;cursor:pointer;border-radius:12px;border:1px solid transparent;padding:.85rem 1.1rem;text-align:center;
  text-decoration:none;display:inline-block}
.pay,.button.main{background:var(--accent);color:#fff;width:100%;font-size:1.08rem;padding:1rem}
.pay:hover,.button.main:hover{filter:brightness(1.15)}
.quiet{background:none;border-color:#c3cac7;color:var(--ink);width:100%}
.quiet:hover{background:var(--ground)}
.plain-link{background:none;border:0;padding:.5rem .25rem;color:var(--ink);text-decoration:none;font-weight:500;display:inline-flex;gap:.4rem}
.top .plain-link{text-align:right}
.plain-link:hover{text-decoration:underline}
.fine{margin:0;color:var(--soft);font-size:.85rem}
.alert{border:1px solid #e9b9b0;background:var(--alert-ground);color:var(--alert);border-radius:12px;padding:.8rem 1rem;margin:0}
.strip{border-top:3px solid var(--sand-line);background:var(--sand);background-image:repeating-linear-gradient(135deg,transparent 0 14px,#f7e8bd 14px 15px)}
.strip>div{max-width:64rem;margin:0 auto;padding:1rem 1rem 2rem;display:grid;gap:.7rem}
.strip h2{font-size:.95rem;display:flex;align-items:center;gap:.5rem;flex-wrap:wrap}
.strip p{margin:0;color:#6b5a22;font-size:.85rem}
.tag{background:var(--sand-line);color:#fff;border-radius:5px;font-size:.7rem;letter-spacing:.06em;padding:.1rem .45rem;font-weight:700}
.strip .buttons{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}
.strip button{background:#fff;border-color:#e0c67a;padding:.6rem .7rem;font-size:.92rem;border-radius:10px;color:var(--ink)}
.strip button:hover{background:#fffaf0;border-color:var(--sand-line)}
.result{max-width:30rem;margin:0 auto;padding:3rem 1rem;display:grid;gap:1.1rem;text-align:center;justify-items:center}
.result p{margin:0;color:var(--soft)}
.mark{width:4rem;height:4rem;border-radius:50%;display:grid;place-items:center;font-size:1.9rem;line-height:1;background:#e4eeeb;color:var(--accent)}
.mark.bad{background:var(--alert-ground);color:var(--alert)}
.result .buttons{display:grid;gap:.6rem;width:100%;margin-top:.5rem}
@media(min-width:52rem){
  .columns{display:grid;grid-template-columns:1.15fr 1fr;gap:1rem;align-items:start}
  .columns .summary{order:2;position:sticky;top:1rem}
  main{padding-top:2rem}
  .ways.two{grid-template-columns:1fr 1fr}
  .strip .buttons{display:flex;flex-wrap:wrap}
}
@media(max-width:51.99rem){.columns{display:grid;gap:1rem}}
`
