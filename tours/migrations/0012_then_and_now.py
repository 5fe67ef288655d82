import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0011_package_rights"),
    ]

    operations = [
        migrations.AlterField(
            model_name="stop",
            name="story",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("picture", 3),
                    ("recording", 4),
                    ("quote", 7),
                    ("then_and_now", 12),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link", "ul", "ol", "h4"],
                            "icon": "pilcrow",
                            "label": "Text",
                        },
                    ),
                    1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Picture"}),
                    2: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "label": "Caption",
                            "max_length": 255,
                            "required": False,
                            "search_index": False,
                        },
                    ),
                    3: (
                        "wagtail.blocks.StructBlock",
                        [[("image", 1), ("caption", 2)]],
                        {},
                    ),
                    4: (
                        "wagtail.snippets.blocks.SnippetChooserBlock",
                        ("media_library.Recording",),
                        {"icon": "media", "label": "Recording"},
                    ),
                    5: ("wagtail.blocks.TextBlock", (), {"label": "Words"}),
                    6: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "label": "Who said or wrote it, and when",
                            "max_length": 255,
                            "required": False,
                        },
                    ),
                    7: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 5), ("attribution", 6)]],
                        {},
                    ),
                    8: (
                        "wagtail.images.blocks.ImageBlock",
                        [],
                        {"label": "Earlier picture"},
                    ),
                    9: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Such as “1926”. Left empty, the year of the picture is said.",
                            "label": "Its label",
                            "max_length": 40,
                            "required": False,
                            "search_index": False,
                        },
                    ),
                    10: (
                        "wagtail.images.blocks.ImageBlock",
                        [],
                        {
                            "help_text": "Taken from the same point: the two are laid over each other.",
                            "label": "Later picture",
                        },
                    ),
                    11: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "label": "Its label",
                            "max_length": 40,
                            "required": False,
                            "search_index": False,
                        },
                    ),
                    12: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("then", 8),
                                ("then_label", 9),
                                ("now", 10),
                                ("now_label", 11),
                                ("caption", 2),
                            ]
                        ],
                        {},
                    ),
                },
                verbose_name="story",
            ),
        ),
    ]
