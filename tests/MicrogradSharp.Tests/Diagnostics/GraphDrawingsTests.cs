using MicrogradSharp.Diagnostics;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class GraphDrawingsTests
{
    [Fact]
    public void A_graph_and_a_writer_must_be_there()
    {
        Graph none = null!;
        Action[] acts =
        [
            () => none.ToDot(), () => none.WriteDot(TextWriter.Null), () => none.ToMermaid(), () => none.ToSvg(), () => none.ToHtml(),
            () => none.ToJson(),
        ];
        foreach (var act in acts)
        {
            act.Should().Throw<ArgumentNullException>().WithParameterName("graph");
        }
        LectureNeuron.Graph().Invoking(graph => graph.WriteDot(null!)).Should().Throw<ArgumentNullException>().WithParameterName("writer");
    }

    [Fact]
    public void Drawing_changes_nothing()
    {
        var graph = LectureNeuron.Graph();
        graph.Backward();
        string before = graph.ToJson();
        graph.ToDot();
        graph.ToMermaid();
        graph.ToSvg();
        graph.ToHtml();
        graph.ToJson().Should().Be(before);
    }

    [Fact]
    public void What_a_recording_has_not_computed_yet_cannot_be_drawn()
    {
        Func<Graph, string>[] drawings =
        [
            graph => graph.ToDot(), graph => graph.ToMermaid(), graph => graph.ToSvg(), graph => graph.ToHtml(), graph => graph.ToJson(),
        ];
        foreach (var draw in drawings)
        {
            Action record = () => Tape.Record(1, row =>
            {
                draw(new Graph(row[0] * 2));
                return row[0];
            });
            record.Should().Throw<InvalidOperationException>();
        }
    }
}
