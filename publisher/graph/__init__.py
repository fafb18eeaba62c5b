"""Layer 3: articles and a mapping to article graphs and shared graphs; the release's folder and manifest."""
