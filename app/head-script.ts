/**
 * The one script in the head of every page, before any other. Plain ES5-like text, because its hash is in the policy.
 *
 * Trusted Types: Turbopack assigns the addresses of lazy chunks as plain strings, so the `default` policy admits
 * exactly those: same origin, under `/_next/static/`, and passes them on unchanged, because a chunk finds itself by the
 * `src` it was given. It has no createHTML and no createScript: those sinks throw.
 *
 * Theme: chosen before the first paint, from the remembered choice (`theme` in localStorage: `light`, `dark`, absent
 * for the system's) so that nothing flashes; follows the system while no choice is remembered.
 */
export const headScript = `(function(){
if(window.trustedTypes)trustedTypes.createPolicy('default',{createScriptURL:function(u){
var x=new URL(u,document.baseURI);
if(x.origin===location.origin&&x.pathname.indexOf('/_next/static/')===0)return u;
throw new TypeError('Refused script address: '+u)}});
var m=matchMedia('(prefers-color-scheme: dark)'),r=document.documentElement;
function t(){var c=null;try{c=localStorage.getItem('theme')}catch(e){}
r.dataset.theme=c==='light'||c==='dark'?c:m.matches?'dark':'light'}
t();m.addEventListener('change',t);addEventListener('storage',t);addEventListener('standing:theme',t)
})()`;
