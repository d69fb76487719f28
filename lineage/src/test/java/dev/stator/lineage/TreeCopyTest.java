package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the copy tells from the text is held equal to what the parser says when it is asked. */
class TreeCopyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n# only a comment",
        "x",
        "f(a, b=1, c = 2, *d, **e)\n",
        "f(a := 1)\ng(b\n:= 2)\n",
        "f(x for x in y)\nf( # why\n  x for x in y)\nf((x) for x in y)\nf()\nf( )\n",
        "f(\n  # first\n  a, # second\n  b\n  # last\n)\n",
        "x = 'a', 'b'\nx = 'a' 'b'\nx = ('a'\n 'b')\nx = 'a' % b\nx = 'a'.join(b)\nx = 'a' # c\n",
        "{'a': 1, 'b' : 2, 'c' 'd': 3, **e}\n{'a', 'b'}\n{'a': b for b in c}\n{'a' if b else c: 1}\n",
        "r'\\\\'\nr'\\n'\nrb'\\''\nb'\\''\n'\\''\n'''\\''''\n''\n\"\"\nr''\n\"\"\"\"\"\"\n",
        "f'a{b}c'\nf'{a!r:>{width}}d'\nf'{{}}'\nf'{a:d}' 'b'\nf\"\"\" {a} {b['c']} \"\"\"\nx = f'{y=}'\n",
        "'''doc'''\ndef f():\n  '''doc'''\n  'a' + b\n  return 'a'\n  return 'a' + b\n",
        "x[1]\nx['a']\nx['a', 'b']\nx[:5]\nx[a:b, ::2]\nx[a:'b']\nx[...]\nx[1:=2]\n",
        "a.b.c(d).e[f].g\na . b\n(a\n .b\n # c\n .d())\na.b = c.d = e\na.b += 1\n",
        "x = 1\nx: int = 2\nx : 'T'\nx == 1\nx, y = y, x\nx = y = 2\nx=yield\nself.x = 'a'\n",
        "print 'x'\nprint >>f, 'x'\nexec 'x'\nprint('x')\nprint = 3\ntype = match = case = _ = 1\n",
        "match x:\n  case _:\n    pass\n  case {'a': b}:\n    pass\n  case A(b=c) | 'd':\n    y = 1\n",
        "type T = int\ndef f[T: int](a: T = 'x', /, *b, c=1, **d) -> 'T':\n  pass\nclass A[T](B, m=C): x = 1\n",
        "async def f():\n  async with a as b, c: await d\n  async for x in y: yield x\n  await (z)\n",
        "with a as b, open('c') as d:\n  pass\nwith (a as b, c('d')):\n  e()\nwith 'x' as y: pass\n",
        "try:\n  a\nexcept* (B, C) as d:\n  e\nexcept F: pass\nelse:\n  g\nfinally:\n  h\n",
        "if a: b = 1\nelif not a and b or c not in d and e is not f:\n  pass\nelse: g\n",
        "for a, b in c: d\nelse: e\nwhile a < b <= c: break\nassert a, 'b'\ndel a, b[c]\nraise A from b\n",
        "lambda: 0\nlambda a, *b, c=1: (a)\nlambda a: b if c else d\nx = [lambda: 'a', 'b']\n",
        "from . import a\nfrom .. b import (c, d as e,)\nfrom ...f import *\nfrom __future__ import g\n",
        "import a.b.c as d, e\nimport a . b\n@a.b('c')\n@d\nclass E: pass\n@f\n# g\ndef h(): pass\n",
        "a = b \\\n  + c\nif a and \\\n   b:\n  c\nf(a, \\\n  b)\nx = 'a' \\\n 'b'\n",
        "a = 1;b = 2; c()\nx = 0x1F + 1_000 - 1.5e-3j ** .5 // 2 @ m << 3 >> 4 & 5 | 6 ^ 7 <> 8\n",
        "not not a\n-+~a\n(a)\n(a,)\n()\n[]\n{}\n[*a, b]\n[a for b in c if d if e]\n(yield)\n",
        "\u00e9t\u00e9 = \u00e9t\u00e9.caf\u00e9(\u00e9='\u00e9')\nx\u200b.y\nx\u200b = 1\n\ufeffz = 2\n",
        "if a:\r\n\tb = 'c'\r\n\t# d\r\n\te(f)\r\n\fg = 1\r\n",
        "def f():\n  # before\n  a = 1\n  # after\n# outside\n  b = 2\n\n\n# end\nc = 3\n",
        "global a, b\nx = True\nTrue.real\nNone == x\nf(True, None)\nTruth = Nonesuch = 1\n",
        "f(a)(b)[c, 'd'].e(*f, **g, h=i)\nx = {'a': [1, (2,), (3)], **b}\n(*a, b)\n(a)()\n{a: {b}}\n",
        "print('a', *b.c(d['e'].f()), sep=1)\nf(*a.b(), **c.d)\nf(*a, type=1, print=b)\nx[*a]\n",
        "x = (a + 'b' # c\n  r'd')\nx = (a\n .b)\nx = (a + b\n * c)\nx = a + b\ny = -a\nz()\n",
        "if a == 'b' and c.d or not e[f]: pass\nif a < b << c: pass\nx = a or b not in c\na is not b\n",
        "def f():\n  return'x'\ndef g():\n  return\ndef h():\n  return # c\ndef i():\n  return(a)\n",
        "[r['a'] for r in b['c'] if r['d']]\nf(x for x in y[z])\nx[y[z]][w]\n[a for b in c if d else e]\n",
        "from .b import (c, # d\n e as f,)\nfrom ..  g import h\nimport a, b.c as d # e\nimport match\n",
        "def f(a, b=1, c: int = 2, d: 'T' = x(), *e, **g): pass\ndef h(*, a, b: x.y): pass\ndef i(): pass\n",
        "def f(a, /, b: List[int], c: T | U, print=1, # d\n  e=2 + 3,\n): pass\ndef g(*a: b): pass\n",
        "a = b\r\nc(d)\r\nx = a\r.b\ne = f\\\n.g\nh = i; j = k\n",
        "@a.b('c')\n@d # e\nclass F(G, h=i): # j\n  @k\n  async def l(): pass\n",
        "a = b'c' 'd'\na = f'{b}' + c\nd(f'{e}', g)\nd(1.5, 0x1, 1e5, 1)\nd(lambda: a, b)\n",
        "class A:\n  def f(self):\n    x(\n  def g(self): pass\n",
        "def f(\nbroken = (\nx = 'a",
        "x = = 1\nf(a b)\nclass :\n  pass\n"
      })
  void whatTheTextTellsIsWhatTheParserSays(String source) {
    compare(source.getBytes(UTF_8), source);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = ' ',
      value = {"f( )", "[ ]", "{'a':[ ]}", "x[ ]", "( )", "f(b=[1],c=( ))", "f(a+ )"})
  void whatIsNestedDeeplyIsCopiedAsTheParserSays(String open, String close) {
    String source = "x = " + open.repeat(120) + "1" + close.repeat(120) + "\n";
    compare(source.getBytes(UTF_8), source);
  }

  @Test
  void allProjectsOfTheCorpusAreCopiedAsTheParserSays() throws IOException, URISyntaxException {
    Path corpus =
        Path.of(Objects.requireNonNull(TreeCopyTest.class.getResource("/corpus")).toURI());
    List<Path> sources;
    try (Stream<Path> all = Files.walk(corpus)) {
      sources = all.filter(path -> path.toString().endsWith(".py")).sorted().toList();
    }
    assertThat(sources).hasSizeGreaterThan(50);
    for (Path source : sources) {
      try {
        compare(SourceText.utf8(Files.readAllBytes(source)), source.toString());
      } catch (SourceText.Unreadable odd) {
        assertThat(odd).hasMessageContaining("not valid");
      }
    }
  }

  private static void compare(byte[] source, String name) {
    try (SourceParser reckoning = new TreeSitterPython();
        SourceParser asking = new TreeSitterPython(false)) {
      assertThat(lines(reckoning.parse(source))).as(name).isEqualTo(lines(asking.parse(source)));
    }
  }

  private static String lines(SyntaxTree tree) {
    StringBuilder lines = new StringBuilder(tree.broken() ? "broken\n" : "");
    for (int node = 0; node < tree.size(); node++) {
      lines.append(
          "%d %s %s at %d '%s' first %d next %d%n"
              .formatted(
                  node,
                  tree.fieldName(node),
                  tree.kind(node),
                  tree.start(node),
                  tree.text(node),
                  tree.first(node),
                  tree.next(node)));
    }
    return lines.toString();
  }
}
