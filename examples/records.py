"""Records of our own with the usual damage; every example cleans these."""

RECORDS = [
    {"id": 1, "text": "河湾(wan)(wan)开发区(qu)(qu)建(jian)成三座水厂,日供水５万吨。"},
    {"id": 2, "text": "達(dá)拉特旗的沙棘(jí)林,占地面積３００畝。"},
    {"id": 3, "text": None},
    {"id": 4, "text": "库布其沙漠边缘种下的第一批梭梭已经成活。"},
]
CLEAN = [
    "河湾开发区建成三座水厂，日供水5万吨。",
    "達拉特旗的沙棘林，占地面積300畝。",
    None,
    "库布其沙漠边缘种下的第一批梭梭已经成活。",
]
