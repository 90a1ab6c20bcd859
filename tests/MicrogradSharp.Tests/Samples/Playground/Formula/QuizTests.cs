using Playground.Tabs.Formula;

namespace MicrogradSharp.Tests.Samples.Playground.Formula;

public sealed class QuizTests
{
    private static readonly FormulaGraph s_graph = FormulaGraph.Of("tanh(w*x)", LeafData.Default.With("w", 0.5));

    [Fact]
    public void It_asks_from_the_output_back_to_the_leaves_and_counts_what_is_right()
    {
        var quiz = new Quiz(s_graph, "");
        var asked = new List<string>();
        while (quiz.Asked is { } node)
        {
            asked.Add(s_graph.NameOf(node));
            quiz.IsRevealed(node).Should().BeFalse();
            double gradient = s_graph[node].Grad;
            quiz = new Quiz(s_graph, quiz.With(asked.Count == 2 ? null : gradient * 1.005));
            quiz.IsRevealed(node).Should().BeTrue();
        }

        asked.Should().Equal("p", "w", "x");
        (quiz.Right, quiz.Guesses.Count).Should().Be((2, 3));
        quiz.Guesses[1].Should().BeNull();
    }

    [Theory]
    [InlineData(1.0, 1.0, true)]
    [InlineData(1.009, 1.0, true)]
    [InlineData(1.02, 1.0, false)]
    [InlineData(-1.0, 1.0, false)]
    [InlineData(0.004, 0.0, true)]
    [InlineData(0.006, 0.0, false)]
    [InlineData(990.0, 1000.0, true)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(0.0, double.NaN, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(5.0, double.PositiveInfinity, false)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, false)]
    [InlineData(null, 0.0, false)]
    public void A_guess_is_right_within_one_percent(double? guess, double gradient, bool isRight)
    {
        Quiz.IsRight(guess, gradient).Should().Be(isRight);
    }

    [Fact]
    public void Guesses_in_an_address_may_be_anything()
    {
        var quiz = new Quiz(s_graph, "1,x,,<script>,5,6,7,8");

        quiz.Guesses.Should().Equal(1.0, null, null);
        quiz.Asked.Should().BeNull();
    }
}
