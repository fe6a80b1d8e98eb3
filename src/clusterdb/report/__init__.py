"""The page of `clusterdb report`: rows of the views go in, one self-contained HTML file comes out.

`records.island` turns rows into what the page holds, `page.render` puts that, the style and the script into one file.
Nothing here asks a database, a network or a clock.
"""
