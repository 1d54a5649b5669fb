using Phusa.Catalog.Contracts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Reads the team, in the form of 3.1 (with members) or the list that earlier versions had.</summary>
internal static class TeamMapping
{
    public static (IReadOnlyList<Member> Members, IReadOnlyDictionary<string, object?> Others) Map(Part contract)
    {
        if (contract.Node("team") is YamlSequenceNode)
        {
            return ([.. contract.Maps("team").Select(One)], PlainValue.Map([]));
        }
        var team = contract.Map("team");
        return ([.. team.Maps("members").Select(One)], team.Rest());
    }

    private static Member One(Part part) => new(
        part.Text("username") ?? "", part.Text("name"), part.Text("role"), part.Text("dateIn"), part.Text("dateOut"))
    {
        Other = part.Rest(),
    };
}
