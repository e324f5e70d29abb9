"""All that the demo holds, in the order in which it can be made: what others point at comes first."""

from .catalogue import OUTLETS, PEOPLE, TOPICS
from .content import Article, Item, Summary
from .entradas import ENTRADAS
from .posts import POSTS
from .publicaciones import PUBLICACIONES
from .publications import PUBLICATIONS
from .repeated import FOUR_SENTENCES
from .standing import ABOUT
from .story import ANNOUNCEMENT, GLOBAL_PEACE, ROLE_OF_COOPERATION
from .unfinished import UNFINISHED

SUMMARIES: tuple[Summary, ...] = (GLOBAL_PEACE, ROLE_OF_COOPERATION, *PUBLICATIONS, FOUR_SENTENCES, *PUBLICACIONES)
ARTICLES: tuple[Article, ...] = (ANNOUNCEMENT, *POSTS, *UNFINISHED, *ENTRADAS)
ITEMS: tuple[Item, ...] = (*TOPICS, *PEOPLE, *OUTLETS, ABOUT, *SUMMARIES, *ARTICLES)
BY_KEY: dict[tuple[type[Item], str], Item] = {(type(item), item.key): item for item in ITEMS}
