using System.Xml.Linq;
using System.Xml.Schema;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Sandbox;

namespace Phusa.Tests.Unit.Exchange.Sandbox;

/// <summary>Messages made from the schemas of a WSDL fit them.</summary>
public sealed class MockXmlTests
{
    private const string Types = """
        <xs:schema targetNamespace="urn:ho-tich" elementFormDefault="qualified">
          <xs:import namespace="urn:chung"/>
          <xs:element name="TraCuu"><xs:complexType><xs:sequence>
            <xs:element name="SoDinhDanh"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[0-9]{12}"/></xs:restriction></xs:simpleType></xs:element>
            <xs:element name="Loai" type="c:Loai"/>
          </xs:sequence></xs:complexType></xs:element>
          <xs:element name="KetQua"><xs:complexType><xs:sequence>
            <xs:element name="HoSo" type="tns:HoSo" maxOccurs="100000"/>
            <xs:element name="TongSo" type="xs:nonNegativeInteger"/>
            <xs:choice><xs:element name="Loi" type="xs:string"/><xs:element name="KhongLoi" type="xs:boolean"/></xs:choice>
            <xs:element ref="tns:GhiChu" minOccurs="0"/>
            <xs:any minOccurs="0" namespace="##other" processContents="lax"/>
          </xs:sequence><xs:attribute name="phienBan" type="xs:string" fixed="1.0" use="required"/></xs:complexType></xs:element>
          <xs:element name="GhiChu" type="xs:string" nillable="true"/>
          <xs:complexType name="HoSo"><xs:complexContent><xs:extension base="c:CoSo"><xs:sequence>
            <xs:element name="HoTen"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="30"/></xs:restriction></xs:simpleType></xs:element>
            <xs:element name="NgaySinh" type="xs:date"/>
            <xs:element name="Nam" type="xs:gYear"/>
            <xs:element name="LePhi"><xs:simpleType><xs:restriction base="xs:decimal"><xs:minInclusive value="1000"/><xs:maxInclusive value="5000"/><xs:fractionDigits value="0"/></xs:restriction></xs:simpleType></xs:element>
            <xs:element name="Cha" type="tns:HoSo" minOccurs="0"/>
            <xs:element name="So"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="donVi" type="c:Loai"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
          </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
        </xs:schema>
        <xs:schema targetNamespace="urn:chung">
          <xs:simpleType name="Loai"><xs:restriction base="xs:string"><xs:enumeration value="khai-sinh"/><xs:enumeration value="ket-hon"/></xs:restriction></xs:simpleType>
          <xs:complexType name="CoSo"><xs:sequence><xs:element name="Ma" type="xs:ID"/><xs:element name="Luc" type="xs:dateTime"/></xs:sequence></xs:complexType>
        </xs:schema>
        """;

    private static readonly XNamespace Soap = AnswerSoapTrial.Soap11;

    [Fact]
    public void A_question_and_its_answer_fit_the_schemas()
    {
        var wsdl = WsdlDocument.Read(Wsdl(Types)).Value!;

        foreach (var isAnswer in new[] { false, true })
        {
            var envelope = MockXml.Envelope(Soap, wsdl.Messages!.Find("TraCuu", isAnswer)!);
            var body = envelope.Element(Soap + "Body")!.Elements().Single();
            Assert.Equal(XName.Get(isAnswer ? "KetQua" : "TraCuu", "urn:ho-tich"), body.Name);
            Assert.Empty(Faults(body));
        }
    }

    [Fact]
    public void A_wrapper_named_as_the_operation_holds_the_parts_of_a_call_by_procedure()
    {
        var wsdl = WsdlDocument.Read(Wsdl(Types)).Value!;

        var body = MockXml.Envelope(Soap, wsdl.Messages!.Find("Dem", isAnswer: true)!).Element(Soap + "Body")!.Elements().Single();

        Assert.Equal(XName.Get("DemResponse", "urn:dem"), body.Name);
        Assert.Equal(["so", "hoSo"], body.Elements().Select(one => one.Name.ToString()));
        Assert.True(int.TryParse(body.Element("so")!.Value, out _));
        Assert.NotNull(body.Element("hoSo")!.Element(XName.Get("HoTen", "urn:ho-tich")));
    }

    [Theory]
    [InlineData("""<xs:schema targetNamespace="urn:ho-tich"><xs:import namespace="urn:ngoai" schemaLocation="http://169.254.169.254/a.xsd"/><xs:element name="KetQua" type="n:X" xmlns:n="urn:ngoai"/></xs:schema>""")]
    [InlineData("""<xs:schema targetNamespace="urn:ho-tich"><xs:element name="KetQua"><xs:khac/></xs:element></xs:schema>""")]
    [InlineData("")]
    public void What_the_WSDL_alone_does_not_say_is_not_made_up(string types) =>
        Assert.Null(WsdlDocument.Read(Wsdl(types)).Value!.Messages!.Find("TraCuu", isAnswer: true));

    [Fact]
    public void A_schema_that_holds_itself_many_times_over_comes_to_an_end()
    {
        var self = string.Concat(Enumerable.Range(0, 9).Select(no => $"""<xs:element name="A{no}" type="tns:KetQua" maxOccurs="9"/>"""));
        var wsdl = WsdlDocument.Read(Wsdl(
            $"""<xs:schema targetNamespace="urn:ho-tich"><xs:element name="KetQua" type="tns:KetQua"/><xs:complexType name="KetQua"><xs:sequence>{self}</xs:sequence></xs:complexType></xs:schema>""")).Value!;

        Assert.InRange(MockXml.Envelope(Soap, wsdl.Messages!.Find("TraCuu", isAnswer: true)!).Descendants().Count(), 10, 3000);
    }

    private static List<string> Faults(XElement body)
    {
        var set = new XmlSchemaSet();
        foreach (var schema in XElement.Parse($"""<a xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:ho-tich" xmlns:c="urn:chung">{Types}</a>""").Elements())
        {
            var whole = new XElement(
                schema.Name, schema.Attributes(), schema.Parent!.Attributes(), schema.Nodes());
            set.Add(null, whole.CreateReader());
        }
        List<string> faults = [];
        new XDocument(body).Validate(set, (_, told) => faults.Add(told.Message));
        return faults;
    }

    private static string Wsdl(string types) => $"""
        <w:definitions targetNamespace="urn:ho-tich" xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                       xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:ho-tich" xmlns:c="urn:chung">
          <w:types>{types}</w:types>
          <w:message name="Hoi"><w:part name="thamSo" element="tns:TraCuu"/></w:message>
          <w:message name="Dap"><w:part name="thamSo" element="tns:KetQua"/></w:message>
          <w:message name="HoiDem"><w:part name="loai" type="c:Loai"/></w:message>
          <w:message name="DapDem"><w:part name="so" type="xs:int"/><w:part name="hoSo" type="tns:HoSo"/></w:message>
          <w:portType name="P">
            <w:operation name="TraCuu"><w:input message="tns:Hoi"/><w:output message="tns:Dap"/></w:operation>
            <w:operation name="Dem"><w:input message="tns:HoiDem"/><w:output message="tns:DapDem"/></w:operation>
          </w:portType>
          <w:binding name="B" type="tns:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
            <w:operation name="TraCuu"><soap:operation soapAction="urn:tra-cuu"/><w:input><soap:body use="literal"/></w:input><w:output><soap:body use="literal"/></w:output></w:operation>
            <w:operation name="Dem"><soap:operation soapAction="urn:dem" style="rpc"/><w:input><soap:body use="literal" namespace="urn:dem"/></w:input><w:output><soap:body use="literal" namespace="urn:dem"/></w:output></w:operation>
          </w:binding>
        </w:definitions>
        """;
}
