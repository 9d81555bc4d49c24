"""What every Office file is made of: XML, parts, the zip around them."""
