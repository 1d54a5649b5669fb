using Phusa.Exchange.Documents;

namespace Phusa.Tests.Unit.Exchange.Documents;

public sealed class WsdlDocumentTests
{
    private const string Wsdl = """
        <?xml version="1.0" encoding="utf-8"?>
        <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                          xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/">
          <wsdl:portType name="HoTich"><wsdl:operation name="TraCuu" /></wsdl:portType>
          <wsdl:binding name="A" type="HoTich">
            <soap:binding transport="http://schemas.xmlsoap.org/soap/http" />
            <wsdl:operation name="TraCuu"><soap:operation soapAction="urn:ho-tich/tra-cuu" /></wsdl:operation>
            <wsdl:operation name="DanhSach"><soap:operation /></wsdl:operation>
          </wsdl:binding>
          <wsdl:binding name="B" type="HoTich">
            <soap12:binding transport="http://schemas.xmlsoap.org/soap/http" />
            <wsdl:operation name="TraCuu"><soap12:operation soapAction="urn:ho-tich/tra-cuu" /></wsdl:operation>
          </wsdl:binding>
          <wsdl:binding name="C" type="HoTich">
            <http:binding verb="GET" />
            <wsdl:operation name="KhongPhaiSoap" />
          </wsdl:binding>
          <wsdl:service name="S"><wsdl:port name="P" binding="A"><soap:address location="https://ho-tich.example.vn/ws" /></wsdl:port></wsdl:service>
        </wsdl:definitions>
        """;

    [Fact]
    public void Operations_are_those_of_SOAP_bindings_once_each()
    {
        var read = WsdlDocument.Read(Wsdl).Value!;

        Assert.Equal([new("TraCuu", "urn:ho-tich/tra-cuu"), new("DanhSach", "")], read.Operations);
        Assert.Equal("https://ho-tich.example.vn/ws", read.Location);
        Assert.Equal("TraCuu", read.Match("\"urn:ho-tich/tra-cuu\"")!.Name);
        Assert.Null(read.Match("urn:khac"));
        Assert.Null(read.Match(""));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "wsdl.syntax", "0:0")]
    [InlineData("<a><b></a>", "wsdl.syntax", "1:9")]
    [InlineData("", "wsdl.syntax", "0:0")]
    [InlineData("<description xmlns=\"http://www.w3.org/ns/wsdl\" />", "wsdl.version", "1:2")]
    [InlineData("<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"><import location=\"http://x/y.wsdl\" /></definitions>", "wsdl.operations", "1:2")]
    public void What_is_no_whole_WSDL_is_refused_with_its_place(string text, string code, string place)
    {
        var problem = Assert.Single(WsdlDocument.Read(text).Problems);
        Assert.Equal((code, place), (problem.Code, problem.Field));
    }

    [Fact]
    public void A_depth_that_would_take_hours_is_refused_at_once() => Assert.Equal(
        ("wsdl.syntax", "1:194"),
        WsdlDocument.Read(string.Concat(Enumerable.Repeat("<a>", 1_000_000))).Problems.Select(one => (one.Code, one.Field)).Single());
}
