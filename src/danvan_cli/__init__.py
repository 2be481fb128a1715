"""danvan: Excel returns of the “Dân vận khéo” movement in, official tables out."""
