# A scholar at a desk: an old file, what would change and why, names kept, edits rejected.
printf '張三丰遊達(dá)拉特旗,見開發區(qu)(qu)。\n先后三次,干部同行。\n' > note.txt
iconv -f UTF-8 -t GBK <<< '今天的天气很好，我们一起去公园散步吧。' > old.txt
hantidy detect old.txt | grep -q -i gb18030
[ "$(hantidy clean old.txt 2>/dev/null)" = '今天的天气很好，我们一起去公园散步吧。' ]

hantidy explain note.txt | grep -q gloss
hantidy explain note.txt -o note.html && grep -q '<html' note.html
hantidy review note.txt -o review.html && grep -q '<html' review.html
hantidy audit note.txt -o audit.html && grep -q '<html' audit.html

# A rejected edit stays rejected; the others are made.
cat > decisions.toml <<'TOML'
[[except]]
filter = "gloss"
rule = "toned"
before = "(dá)"
after = ""
TOML
hantidy clean --decisions decisions.toml note.txt -o decided.txt
grep -q '達(dá)拉特旗' decided.txt
grep -q '開發區。' decided.txt

# A name that is kept.
hantidy clean --to hans --keep 張三丰 note.txt | grep -q 張三丰
hantidy clean --to hans note.txt | grep -q 张三丰

# What is wrong says what to do.
if hantidy clean note.txt -o nowhere/x.txt 2> said.txt; then exit 1; fi
[ -s said.txt ]
if hantidy clean -f glos note.txt 2> said.txt; then exit 1; fi
grep -q gloss said.txt
