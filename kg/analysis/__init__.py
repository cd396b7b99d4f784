"""The graph as a network: who is central, and by what links two actors are joined."""
