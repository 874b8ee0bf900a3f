"""Two sites as files: EVERYTHING shows all that a page can hold, URDU is written from right to left."""

from __future__ import annotations

from itertools import product

_ORGANISATION = """---
name: The Federation of Residents’, Tenants’ and Allotment Holders’ Associations of Upper Quillbury-under-Whychwood
also_known_as:
  - FRTAHA
  - The Federation
kind: charity
category:
  - Advice, information and everything-one-might-ever-need-to-know
  - Sport
strapline: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch has a longer name, but only just
summary: Everyone who looks after a street, a stair or a cabbage.
image: ../photos/badge.png
image_alt: A badge with a green hill.
founded: 1897
legal_form: Charitable incorporated organisation
parent: The National Union of Federations of Residents’ Associations
email: secretary-and-membership-enquiries@federation-of-residents-associations.example.org
phones:
  - 0121 496 0120 (office, weekdays)
  - 07700 900123
website: https://example.org/a-very-long-address/that-goes-on-and-on/and-on/index.html?with=a&query=too
links:
  - https://example.org/social/federation
  - not a web address at all
postal_address: |
  The Secretary
  PO Box 1
other_contact: Text us, or write with a pencil.
address: |
  Room 12
  The Old Corn Exchange
town: Quillbury-under-Whychwood
county: Marlshire
postcode: B89 4AB
uprn: "100012345678"
latitude: 55.5000
longitude: 2.5000
directions: Through the arch, past the pump, up the stair.
parking: None.
bus: 7 and 7A.
area_served: |
  Upper Quillbury
  Lower Quillbury
opening_hours: |
  Monday to Friday 10am to 4pm
  Saturday by appointment
order: 1
---

We do **everything**. See [what is new](../posts/2026-11-20-everything.md).

## When to come

Come on Tuesdays.
"""

_EVERY_MARK = """---
title: Everything, “all at once” & <nothing> left out: supercalifragilisticexpialidociousness-and-then-some-more
summary: A post that holds every kind of thing a post can hold, with a long summary that goes on for two lines or so.
updated: 2026-11-21
author: Ann Onymous & Sons
organisation: federation
tags: Roads and paths, Fêtes, a-tag-with-an-uncommonly-long-name-that-will-not-fit, Food
image: ../photos/hall.jpg
image_alt: A green hill before a blue sky.
aliases:
  - /old/everything/
  - /2019/everything.html
---

Here is *slanted*, **bold**, ***both***, ~~struck~~, `code`, "quoted", H<sub>2</sub>O, E=mc<sup>2</sup>, <kbd>Ctrl</kbd>
and <mark>marked</mark>. HTML is explained once.[^one] A long address:
https://example.org/this/is/a/very/long/address/that/does/not/fit/on/a/small/telephone/at/all.html and an email to
hello@example.org. [[Somebody must still write this]]. #litterpick

*[HTML]: HyperText Markup Language

## A heading {#prices}

### A smaller heading

##### A heading that skips

[Down to the table](#the-table), [the federation](../organisations/federation.md#when-to-come),
[about us](../pages/about.md), [another website](https://example.org/), [the minutes](../files/minutes.pdf),
[telephone](tel:+441214960000).

- A list
    - with a list inside
        1. and a third
        2. level
- [ ] to do
- [x] done

7. Starts at seven

8. with paragraphs

Term
:   What it means

Another term
:   What that means
:   and also this

> A quotation
>
> > with one inside
>
> - and a list

!!! note
    Take note.

!!! warning "Danger of *falling*"
    Mind the step. [About us](../pages/about.md)

!!! important ""
    No title at all.

```python
print("a line of code that is much too long for a telephone, and has to go somewhere or other, somehow, some day")
```

    code by indent

---

## The table

| Left | Centre | Right | A-very-long-heading-without-a-space |
|:-----|:------:|------:|-----|
| a | b | 1,000.00 | Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch |
| [link](../pages/about.md) | `code` | 2 | x |

![A portrait](../photos/portrait.jpg "With a title")

![decorative](../photos/old.gif)

[![A map of the parish](../photos/map.webp)](../pages/about.md)

![A picture elsewhere](https://pictures.example.org/far-away.jpg)

<figure><img src="../photos/badge.png" alt="A badge"><figcaption>The badge, by A. Smith</figcaption></figure>

<iframe src="https://www.youtube.com/embed/abc123" width="560" height="315"></iframe>

<video src="https://videos.example.org/far-away.mp4" controls poster="https://videos.example.org/poster.jpg"></video>
<audio src="../files/song.mp3" controls></audio>

<details><summary>More to see</summary><p>Here it is.</p></details>

<script>alert("no")</script>
<p onclick="alert('no')" style="color:#ccc;position:fixed">A paragraph with a past</p>
<center>In the middle</center>
<table border="1" width="2000"><tr><th>Old</th><td>table</td></tr></table>

<p lang="cy">Croeso i bawb.</p>

[^one]: HTML is what pages are made of. It has [a page](https://example.org/html).
"""

_WELSH = """---
title: Croeso i’r neuadd
lang: cy
date: 2026-10-01
tags: Food
---

Mae’r neuadd ar agor i bawb bob dydd Mawrth. Dewch am baned o de a sgwrs gyda’ch cymdogion.
"""

_IN_URDU = """---
title: جمعہ کی نماز کے بعد سب کا کھانا
lang: ur
date: 2026-10-02
organisation: federation
tags: Food
---

ہر جمعے کو نماز کے بعد سب مل کر کھانا کھاتے ہیں۔ آپ بھی آئیے، اپنے پڑوسیوں کو بھی ساتھ لائیے۔ فون کیجیے: 0121 496 0110

- پہلی بات
- دوسری بات
"""

_TAGS = ("Roads and paths", "Food", "Fêtes")
_MANY = {
    f"content/posts/2025/2025-{month:02d}-{day:02d}-news-{month}-{day}.md": f"""---
tags: {_TAGS[day % 3]}
---
# News of {day}/{month}

Words.
"""
    for month, day in product(range(1, 13), range(1, 10))
}
"""More posts than one page for a year can hold."""

EVERYTHING = {
    "site.yml": """format: 1
id: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10
title: The Quillbury-under-Whychwood and District Community Noticeboard, Gazette and Almanac
tagline: News from between the canal and the Lower Field, whatever the weather, since the reign of Queen Victoria
place: Quillbury-under-Whychwood with Osterham-juxta-Mare
colour: "#ffd400"
email: secretary-and-membership-enquiries@federation-of-residents-associations.example.org
phone: 0121 496 0110
address: |
  The Old Corn Exchange
  Quillbury-under-Whychwood
links:
  - https://example.org/social/a-very-long-name-that-nobody-would-ever-type-by-hand
footer: Registered charity 1234567. © The people of Quillbury.
feeds: all
""",
    "content/pages/home.md": """---
title: Welcome to the middle of nowhere-in-particular-but-quite-near-Quillbury
image: ../photos/hall.jpg
image_alt: A green hill before a blue sky.
---

Read [everything](../posts/2026-11-20-everything.md).

- One
- Two
""",
    "content/pages/about.md": "---\ntitle: About\nupdated: 2026-11-01\nimage: ../photos/portrait.jpg\n"
    "image_alt: A hill.\naliases: /who/\n---\n\n## Who\n\nWe are we.\n",
    "content/pages/about/history.md": "# How it all began, a very long time ago\n\nOnce there was a canal.\n",
    "content/pages/about/cymraeg.md": "---\ntitle: Amdanom ni\nlang: cy\n---\n\nPobl y pentref ydym ni. Croeso!\n",
    "content/pages/privacy.md": "---\ntitle: Privacy\nmenu: footer\n---\n\nWe keep nothing.\n",
    "content/pages/news.md": "---\ntitle: What is new\nmenu: New\n---\n\nAll that is new, newest first.\n",
    "content/pages/tags.md": "# Subjects\n\nAll we write about.\n",
    "content/pages/feeds.md": "# Follow us\n\nIn your own words.\n",
    "content/pages/organisations.md": "# Who is who\n\nAsk to be added.\n",
    "content/pages/404.md": "# Lost?\n\nIt is not here. Try [About](about.md).\n",
    "content/organisations/federation.md": _ORGANISATION,
    "content/organisations/cwtch.md": "---\nname: Y Cwtch\nlang: cy\ncategory: Sport\nstrapline: Cynnes\n---\nHelo.\n",
    "content/organisations/bare.md": "# 1st Quillbury Scouts\n",
    "content/organisations/masjid.md": "---\nname: مسجد نور\nlang: ur\ntown: Quillbury\n---\nخوش آمدید۔\n",
    "content/posts/2026-11-20-everything.md": _EVERY_MARK,
    "content/posts/croeso.md": _WELSH,
    "content/posts/khana.md": _IN_URDU,
    "content/posts/2026-09-01-bare.md": "",
    "content/posts/2026-08-31-portrait.md": "---\nimage: ../photos/portrait.jpg\nimage_alt: Hill\n---\n# Tall\n\nSo.\n",
    "content/files/minutes.pdf": "%PDF-1.4\n",
    "content/files/song.mp3": "ID3",
    "static/notes.txt": "Words.\n",
    **_MANY,
}

URDU = {
    "site.yml": """format: 1
id: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b11
title: کوئلبری کی خبریں
tagline: نہر اور کھیتوں کے درمیان رہنے والوں کی خبریں
place: کوئلبری
language: ur
colour: "#7a2e3b"
email: hello@example.org
phone: 0121 496 0110
address: Village Hall, Wharf Road, Quillbury B89 4AA
""",
    "content/pages/home.md": """---
title: خوش آمدید
image: ../photos/hall.jpg
image_alt: نیلے آسمان کے نیچے ایک سبز پہاڑی
---

یہاں آپ کو اپنے علاقے کی خبریں ملیں گی۔ [ہمارے بارے میں](about.md) پڑھیے۔
""",
    "content/pages/about.md": """---
title: ہمارے بارے میں
---

ہم اس علاقے کے رہنے والے ہیں۔

## وقت

| دن | وقت |
|----|-----|
| پیر | 10am–4pm |

1. پہلی بات
2. دوسری بات

> اتفاق میں برکت ہے۔

!!! note "یاد رکھیے"
    دروازہ بائیں طرف ہے۔
""",
    "content/organisations/masjid.md": """---
name: مسجد نور
category: عبادت گاہیں
strapline: سب کے لیے کھلی ہے
phone: 0121 496 0131
address: 4 Wharf Road
town: Quillbury
postcode: B89 4AA
opening_hours: |
  پیر سے جمعہ 10am to 4pm
---

خوش آمدید۔
""",
    "content/posts/2026-11-20-khana.md": """---
title: جمعہ کی نماز کے بعد سب کا کھانا
organisation: masjid
tags: کھانا
image: ../photos/portrait.jpg
image_alt: ایک پہاڑی
---

ہر جمعے کو نماز کے بعد سب مل کر کھانا کھاتے ہیں۔ فون کیجیے: 0121 496 0110

![بلا](../photos/badge.png)
""",
    "content/posts/2026-11-19-english.md": "---\ntitle: The hall is open\nlang: en-GB\ntags: کھانا\n---\nCome in.\n",
    "content/posts/2025-05-01-may.md": "# یکم مئی\n\nآج چھٹی ہے۔\n",
}
