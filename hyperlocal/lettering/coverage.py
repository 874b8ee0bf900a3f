"""The code points that our fonts can write, in hexadecimal. Made by .ci/make_fonts.py."""

BOLD = (
    "20-7e a0-17f 18f 192 1a0-1a1 1af-1b0 1cd-1dc 1e6-1e7 218-21b 259 2bb-2bd 2c6-2c7 2d8-2dd 600-604 606-61b "
    "61e-6ff 964-965 980-983 985-98c 98f-990 993-9a8 9aa-9b0 9b2 9b6-9b9 9bc-9c4 9c7-9c8 9cb-9ce 9d7 9dc-9dd "
    "9df-9e3 9e6-9fe a01-a03 a05-a0a a0f-a10 a13-a28 a2a-a30 a32-a33 a35-a36 a38-a39 a3c a3e-a42 a47-a48 a4b-a4d "
    "a51 a59-a5c a5e a66-a76 1e00-1eff 200c-2027 202f-203a 203c-203d 2044-2049 2070 2074-208e 20a0-20bf 2113 "
    "2116-2117 2120 2122 2126 2150-215e 262c fd3e-fd3f fdf2 fdfa-fdfb"
)
REGULAR = (
    "20-7e a0-17f 18f 192 1a0-1a1 1af-1b0 1cd-1dc 1e6-1e7 218-21b 259 2bb-2bd 2c6-2c7 2d8-2dd 1e00-1eff 2010-2027 "
    "202f-203a 203c-203d 2044-2049 2070 2074-208e 20a0-20bf 2113 2116-2117 2120 2122 2126 2150-215e"
)
