using MicrogradSharp;
using Playground.Charts;

namespace Playground.Tabs.Formula;

/// <summary>The products of the chain rule in a graph, as numbers and as text.</summary>
public sealed class ChainRuleText(FormulaGraph graph)
{
    private const int MostTerms = 3;

    /// <summary>What each input of an operation gets from its gradient: slope · gradient, as the backward pass adds it.</summary>
    /// <param name="operation">The position of the operation.</param>
    /// <param name="gradient">The gradient of its output; 1 for the slopes.</param>
    public double[] Shares(int operation, double gradient)
    {
        // the same rule with leaves of its own, one for each input: an input may come twice
        var inputs = graph.InputsOf(operation).Select(input => new Node(graph[input].Data)).ToArray();
        Node.From(graph[operation].Value.Rule!, inputs).Backward(gradient);
        return Array.ConvertAll(inputs, input => input.Grad);
    }

    /// <summary>The edges that leave a node: the operations that use it, and the places of it among their inputs.</summary>
    private IEnumerable<(int From, int Place)> UsesOf(int node)
    {
        for (int i = node + 1; i < graph.Count; i++)
        {
            for (int place = 0; place < graph.InputsOf(i).Count; place++)
            {
                if (graph.InputsOf(i)[place] == node) yield return (i, place);
            }
        }
    }

    public string Derivative(int of, int by) => $"∂{graph.NameOf(of)}/∂{graph.NameOf(by)}";

    /// <summary>The chain rule for a node, without numbers: <c>∂y/∂a = ∂y/∂p · ∂p/∂a + …</c>.</summary>
    public IReadOnlyList<FormulaPart> InNames(int node)
    {
        var parts = new List<FormulaPart> { new("", $"{Derivative(graph.Output, node)} = ") };
        AddTerms(parts, node, (from, _) => (Derivative(graph.Output, from), Derivative(from, node)));
        return parts;
    }

    /// <summary>The chain rule for a node, in numbers: <c>0.5 · 2 + … = 1</c>.</summary>
    public IReadOnlyList<FormulaPart> InNumbers(int node)
    {
        var parts = new List<FormulaPart> { new("", $"{Derivative(graph.Output, node)} = ") };
        AddTerms(parts, node, (from, place) => (Number(graph[from].Grad), Number(Shares(from, 1)[place])));
        parts.Add(new("", " = "));
        parts.Add(new("sum", NumberFormat.Of(graph[node].Grad)));
        return parts;
    }

    /// <summary>One edge: what it adds to the gradient of the input.</summary>
    public IReadOnlyList<FormulaPart> OfEdge(int from, int place, double gradient, bool isFirst)
    {
        int to = graph.InputsOf(from)[place];
        return
        [
            new("", $"{Derivative(graph.Output, to)} {(isFirst ? "=" : "+=")} "),
            new("up", Derivative(graph.Output, from)), new("", " · "), new("slope", Derivative(from, to)),
            new("", " = "), new("up", Number(gradient)), new("", " · "), new("slope", Number(Shares(from, 1)[place])),
            new("", " = "), new("sum", NumberFormat.Of(Shares(from, gradient)[place])),
        ];
    }

    /// <summary>The slope of an operation by one of its inputs, as a rule to learn; null for an operator without one here.</summary>
    public string? Slope(int operation, int place)
    {
        var inputs = graph.InputsOf(operation);
        string y = graph.NameOf(operation), x = graph.NameOf(inputs[0]), other = graph.NameOf(inputs[place == 0 ? ^1 : 0]);
        return graph[operation].Value.Rule!.Symbol switch
        {
            "+" or "sum" => "1: a sum passes the gradient on as it is",
            "-" => place == 0 ? "1" : "\u22121: what is subtracted counts the other way",
            "neg" => "\u22121",
            "*" => $"the other factor, {other}",
            "/" => place == 0 ? $"1/{other}" : $"\u2212{x}/{graph.NameOf(inputs[1])}²",
            "tanh" => $"1 \u2212 {y}²",
            "sigmoid" => $"{y}·(1 \u2212 {y})",
            "exp" => $"{y} itself",
            "log" => $"1/{x}",
            "sqrt" => $"1/(2·{y})",
            "sin" => $"cos({x})",
            "cos" => $"\u2212sin({x})",
            "^2" => $"2·{x}",
            "^3" => $"3·{x}²",
            "relu" => $"1 where {x} is positive, else 0",
            "max" or "min" => "1 for the one that was chosen, 0 for the others",
            "mean" => $"1/{inputs.Count}",
            _ => null,
        };
    }

    private void AddTerms(List<FormulaPart> parts, int node, Func<int, int, (string Up, string Slope)> term)
    {
        var uses = UsesOf(node).ToArray();
        for (int i = 0; i < uses.Length && i < MostTerms; i++)
        {
            var (up, slope) = term(uses[i].From, uses[i].Place);
            if (i > 0) parts.Add(new("", " + "));
            parts.AddRange([new("up", up), new("", " · "), new("slope", slope)]);
        }
        if (uses.Length > MostTerms) parts.Add(new("", $" + … {uses.Length - MostTerms} more"));
    }

    private static string Number(double number) => FormulaGraph.Bracketed(NumberFormat.Of(number));
}
