# Somebody at a Unix shell: pipes, files in place, differences, a repository's texts.
[ "$(printf '達(dá)拉特旗的沙棘,很有名。\n' | hantidy clean)" = '達拉特旗的沙棘，很有名。' ]
[ "$(printf '這一段沒有錯。\r\n' | hantidy clean | od -c)" = "$(printf '這一段沒有錯。\r\n' | od -c)" ]
[ "$(printf '先后开发干部\n' | hantidy clean --to tw)" = '先後開發幹部' ]
printf '達(dá)拉特旗的沙棘,很有名。\n%.0s' 1 2 | hantidy clean > two.txt
[ "$(sort -u two.txt)" = '達拉特旗的沙棘，很有名。' ]

# A word that is nearly right says what was meant.
if hantidy claen < /dev/null 2> said.txt; then exit 1; fi
grep -q clean said.txt
if hantidy clean --to zh-XX < /dev/null 2> said.txt; then exit 1; fi
grep -q tw said.txt
if hantidy clean s3://bucket/page.txt 2> said.txt; then exit 1; fi
grep -q 'hantidy\[remote\]' said.txt

# In place, with a backup; a difference that patch applies.
mkdir -p pages/a
printf '第一页,達(dá)拉特旗。\n' > 'pages/a/one page.txt'
printf '這一段沒有錯。\n' > pages/sound.txt
code=0; hantidy clean --check -r pages > /dev/null 2>&1 || code=$?; [ "$code" = 1 ]
hantidy clean --diff 'pages/a/one page.txt' > change.diff || true
git apply change.diff
[ "$(cat 'pages/a/one page.txt')" = '第一页，達拉特旗。' ]
git apply -R change.diff
stamp=$(stat -c %Y%i pages/sound.txt)
hantidy clean -i -r --backup .orig pages
[ "$stamp" = "$(stat -c %Y%i pages/sound.txt)" ]
[ "$(cat 'pages/a/one page.txt.orig')" = '第一页,達(dá)拉特旗。' ]
rm 'pages/a/one page.txt.orig'
hantidy clean --check -r pages

# A repository: a line an edit, comments and ignore files obeyed, mended when asked.
mkdir repo && cd repo && git init -q .
printf 'vendor/\n' > .gitignore
mkdir vendor && printf '達(dá)拉特\n' > vendor/x.md
printf '# 说明\n\n達(dá)拉特旗,沙棘。\n\n開發區(qu)(qu) <!-- hantidy: ignore -->\n' > README.md
code=0; hantidy check > found.txt || code=$?
[ "$code" = 1 ] && grep -q '^README.md:3:' found.txt && ! grep -q -e vendor -e ':5:' found.txt
hantidy check --fix > /dev/null || true
hantidy check
grep -q '(qu)(qu)' README.md

# Help, lists, versions.
for command in clean explain review audit check detect filters presets; do
  hantidy $command --help | grep -q Usage
done
hantidy filters gloss | grep -q strictness
hantidy presets web > web.toml
[ "$(printf '達(dá)拉特\n' | hantidy clean -c web.toml)" = "$(printf '達(dá)拉特\n' | hantidy clean)" ]
hantidy --version --verbose | grep -q -i opencc
