// What of Preact the panel never uses, taken out of it when the panel is built: it is drawn as a
// whole, from plain functions and elements of HTML, into an empty element. The version is pinned;
// where another looks different, the build fails and says what it did not find.

interface Cut {
  what: string;
  from: RegExp;
  to: string;
}

const cuts: readonly Cut[] = [
  { what: "states", from: /C\.prototype\.setState=.*?(?=C\.prototype\.render=)/, to: "" },
  { what: "classes", from: /M=F\.prototype&&F\.prototype\.render/, to: "M=!1" },
  { what: "contexts", from: /I=\(s=F\.contextType\)&&.*?:s\.__:i,/, to: "P=i," },
  { what: "children's contexts", from: /null!=p\.getChildContext&&.*?\(\)\)\),/, to: "" },
  { what: "foreseen updates", from: /null!=p\.componentWillUpdate&&.*?,P\),/, to: "" },
  { what: "refused updates", from: /\|\|!p\.__e&&null!=p\.shouldComponentUpdate.*?,P\)/, to: "" },
  { what: "foreseen ends", from: /if\(i\.componentWillUnmount\)try.*?l\.__e\(n,u\)\}/, to: "" },
  {
    what: "boundaries",
    from: /__e:function\(n,l,u,t\)\{.*?throw n\}/,
    to: "__e:function(n){throw n}",
  },
  { what: "thrown promises", from: /if\(n\.then\)\{for.*?else if\(null!=o\)/, to: "if(null!=o)" },
  { what: "kept promises", from: /128&t\.__u&&\(c=!!.*?\]\),/, to: "" },
  { what: "styles", from: /if\("style"==l\).*?else if\("o"/, to: 'if("o"' },
  { what: "attributes of drawings", from: /if\("[^"]*svg"==i\)l=l.*?else if\(/, to: "if(" },
  { what: "drawings", from: /"svg"==x\?o=.*?xhtml"\),/, to: "" },
  { what: "elements in drawings", from: /"foreignObject"==x\?"[^"]*":o/, to: "o" },
  { what: "markup", from: /if\(h\)c\|\|p&&.*?else if\(p&&\(u\.innerHTML=""\),/, to: "if(" },
  { what: "former markup", from: /"dangerouslySetInnerHTML"==s\?p=y:/, to: "" },
  { what: "present markup", from: /"dangerouslySetInnerHTML"==s\?h=y:/, to: "" },
  { what: "found elements", from: /null!=e\)for\(s=0;s<e\.length;.*?break\}/, to: "0);" },
];

export const cutPreact = (code: string): string => {
  let rest = code;
  for (const { what, from, to } of cuts) {
    if (rest.split(from).length !== 2) throw new Error(`Preact has its ${what} elsewhere now.`);
    rest = rest.replace(from, to);
  }
  return rest;
};
