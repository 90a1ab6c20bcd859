using System.Globalization;
using MicrogradSharp.Nn;
using Playground.Charts;

namespace Playground.Tabs.Network;

/// <summary>The C# that trains a network as far as the page has, and prints the losses that the page shows.</summary>
public static class NetworkCode
{
    public static string Write(NetworkTraining training)
    {
        var state = training.State;
        string rate = NumberFormat.Exact(state.Rate), horizon = state.Horizon.ToString(CultureInfo.InvariantCulture);
        string optimizer = OptimizerChoice.Named(state.Optimizer).Code.Replace("RATE", rate, StringComparison.Ordinal);
        string schedule = ScheduleChoice.Named(state.Schedule).Code
            .Replace("RATE", rate, StringComparison.Ordinal).Replace("STEPS", horizon, StringComparison.Ordinal);
        bool hasValidation = training.Validation is not null;
        bool isPenalised = state.Penalty != "none", isScheduled = state.Schedule != "constant", isBatched = state.Batch != 0;
        string target = training.Points.IsSigned ? "(row[2] + 1) / 2" : "row[2]", penalty = state.Penalty == "l1" ? "L1" : "L2";
        string strength = NumberFormat.Exact(state.Strength), rows = isBatched ? "batch.Rows" : "training.Rows";
        string batches = $"batches.Take({training.Steps})";
        var lines = new List<string?>
        {
            state.Weights.Length > 0 ? "using System.Text;" : null,
            "using MicrogradSharp;",
            "using MicrogradSharp.Datasets;",
            "using MicrogradSharp.Nn;",
            "using MicrogradSharp.Optim;",
            "",
            $"var random = new Random({state.Seed});",
            $"var points = {training.Points.Code(state)};",
            hasValidation
                ? $"var (training, validation) = points.Split(1 - {state.Validation} / 100.0, random);"
                : "var training = points;",
            Model(state),
            "",
            $"Node LossOf(ReadOnlySpan<Node> row) => Loss.BinaryCrossEntropyWithLogits(model.Forward(row[..2])[0], {target});",
            "",
            "var options = new TapeOptions { MaxDegreeOfParallelism = 1 };     // sums in one order, on any machine",
            "var loss = Tape.Record(columns: 3, row => LossOf(row), options);",
            isPenalised
                ? $"var objective = Tape.Record(3, row => LossOf(row) + {strength} * Loss.{penalty}(model.Parameters), options);"
                : null,
            $"var optimizer = {optimizer};",
            isScheduled ? $"var schedule = {schedule};" : null,
            isBatched ? $"var order = new Random({state.Seed + 1});" : null,
            isBatched
                ? "var batches = Enumerable.Repeat(training, int.MaxValue)"
                    + $".SelectMany(points => points.Batches({state.Batch}, order));"
                : null,
            !isBatched ? $"for (int step = 0; step < {training.Steps}; step++)"
                : isScheduled ? $"foreach (var (step, batch) in {batches}.Index())"
                : $"foreach (var batch in {batches})",
            "{",
            isScheduled ? "    optimizer.LearningRate = schedule.At(step);" : null,
            "    optimizer.ZeroGrad();",
            $"    {(isPenalised ? "objective" : "loss")}.Backward({rows});",
            "    optimizer.Step();",
            "}",
            "Console.WriteLine($\"training {loss.Mean(training.Rows):R}\");",
            hasValidation ? "Console.WriteLine($\"validation {loss.Mean(validation.Rows):R}\");" : null,
        };
        return string.Concat(lines.Where(line => line is not null).Select(line => $"{line}\n"));
    }

    private static string Model(NetworkState state)
    {
        var hidden = HiddenLayer.Parse(state.Layers)!;
        if (state.Weights.Length > 0)
        {
            return $"var model = MLP.Load(new MemoryStream(Encoding.UTF8.GetBytes(\"\"\"\n{NetworkModel.Json(state)}\n\"\"\")));";
        }
        if (hidden.All(layer => layer.Activation == hidden[0].Activation))
        {
            string activation = hidden.Count == 0 ? "" : $", {Code(hidden[0].Activation)}";
            return $"var model = new MLP(2, [{string.Join(", ", NetworkModel.Sizes(hidden))}], random{activation});";
        }
        int before = 2;
        var layers = new List<string>();
        foreach (var layer in hidden.Append(new HiddenLayer(1, Activation.Linear)))
        {
            layers.Add($"    new Layer({before}, {layer.Size}, random, {Code(layer.Activation)})");
            before = layer.Size;
        }
        return $"var model = new Sequential(\n{string.Join(",\n", layers)});";
    }

    // the name of a property begins with a capital
    private static string Code(Activation activation) =>
        $"Activation.{char.ToUpperInvariant(activation.Name[0])}{activation.Name[1..]}";
}
