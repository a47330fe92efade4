INSERT DATA { <urn:x> <urn:y> 1, "å"@sv ; <urn:z> _:b GRAPH <urn:new> { _:b a <urn:t> } }
