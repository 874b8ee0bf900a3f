window.hyperlocalDirectory=[["The Pond Society","pond-society/","","ducks first b89 1aa outdoors pond dipping"]];
