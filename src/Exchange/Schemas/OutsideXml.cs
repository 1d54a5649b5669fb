using System.Xml;
using System.Xml.Linq;

namespace Phusa.Exchange.Schemas;

/// <summary>XML from outside: bounded in length and depth, without a DTD, and nothing fetched that it refers to.</summary>
internal static class OutsideXml
{
    /// <exception cref="XmlException">It is no such XML.</exception>
    public static XDocument Open(string text, int longest, LoadOptions options = LoadOptions.None)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = longest,
        };
        var document = text.AsSpan().Trim("\uFEFF \t\r\n").ToString();
        // The time that a tree takes to be made grows with the square of its depth, so that is looked at first.
        using (var reader = XmlReader.Create(new StringReader(document), settings))
        {
            while (reader.Read())
            {
                if (reader.Depth >= JsonText.Deepest && reader.NodeType == XmlNodeType.Element)
                {
                    throw new XmlException(
                        $"More than {JsonText.Deepest} elements one in another", null, ((IXmlLineInfo)reader).LineNumber,
                        ((IXmlLineInfo)reader).LinePosition);
                }
            }
        }
        using var again = XmlReader.Create(new StringReader(document), settings);
        return XDocument.Load(again, options);
    }
}
