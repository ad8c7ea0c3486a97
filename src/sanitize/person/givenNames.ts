/**
 * Given names that are nothing else in a text about software: what is also a word (Mark, Will, Grant), a month, a
 * product or a language (Travis, Jenkins, Julia, Ruby, Claude, Alexa, Cassandra, Jasmine, Sage) is left out.
 */
const names = `
  aarav aaron abby abdul abdullah abena abigail abraham adam adebayo adela adele adrian adriana adriano agata agnes agnieszka
  agus ahmed aidan aisha ajay akiko akira alain alan albert albrecht alejandro aleksandr aleksandra alessandra alessandro
  alessia alexander alexandra alexandre alexandru alexei alfonso alfred alfredo ali alice alicia alina alisha allison alma
  alonso alvaro ama amadou amal amanda amara ambrose amelia amelie amina aminata amir amit amy ana anais anand ananya anastasia
  anders andre andrea andreas andreea andrei andreia andres andrew andrey andrius anette angela angelika angelina angelo anika
  anil anita anja anjali anke ankit anna anne anneke annemarie annette annika anselm ansgar anthony antje antoine anton
  antonella antonina antonio anya aoife arda ariane arianna arjun armando arnaldo arnaud arne arnold artem arthur arturo arun
  arvid asha ashley ashok asif asim asmaa assunta astrid attila aurelie axel ayesha aylin ayumi azra babak baptiste barbara
  bartosz bastian beata beatrice beatrix beatriz ben bence benedikt benjamin benoit bernd bernhard beth bettina bianca bilal
  birgit birgitta bjarne bjorn blanca bogdan bogdana bonnie boris boyd bradley brandon branka branko brenda brian bridget
  brigitte britta bruce bruno bryan budi burak caitlin camille carina carl carla carlo carlos carmen carol carolin carolina
  caroline caspar catalina catherine cathrin cecile cecilia cedric celine cem cesar chandan chandra chantal charles charlotte
  cheng chenguang chiamaka chiara chidi chinedu chinonso chloe chris christa christel christian christiane christina christine
  christoph christopher christos chukwuemeka ciara cindy claire clara claudia clemens clement colette colin connor conor conrad
  corinna corinne cornelia cosmin courtney craig cristian cristina cynthia dagmar daisuke dalia damian damien damir dan dana
  daniel daniela danielle danilo danny daria dario dariusz darko darren dasha dave david davide dawid debbie deborah deepak
  deirdre delphine denis deniz dennis derek derya detlef dewi diana diane diego dieter dietmar dilip dimitri dimitris dina
  dinesh dirk divya dmitri dmitry dmytro dolores domenico dominic dominik dominique donald donna doris dorota dorothea dorothy
  douglas dragana duncan dusan dwayne dylan eamon eberhard edgar edith edoardo eduardo edward edwin efrain eileen ekaterina
  elaine eleanor elena eleni eli elias elisabeth eliza elizabeth elke ellen elliot elodie elsa emanuele emeka emil emilia
  emiliano emilie emily emma emmanuel emre enrique enzo eric erich erik erika erin ernst erwin estelle esther eszter ethan
  eugene eugenia eva evelyn evgeny ewa fabian fabio fabrice fabrizio farah farhad farid fatima fatou federica federico felicia
  felipe felix fergus fernanda fernando filip filippo finn fiona flavia flavio florian folake francesca francesco francine
  francisco francois francoise frank frantisek franz franziska frederic frederik freya frida friedrich fritz gabriel gabriela
  ganesh gareth garth gary gaurav gavin genevieve geoffrey georg george gerald gerard gerardo gerd gerhard gheorghe gianluca
  gianni giannis gilles gino giorgia giorgio giovanna giovanni gisela giulia giulio giuseppe goran gordon grazia gregor gregory
  grzegorz gudrun guenther guido guillaume gunnar gunther gustavo gwen gyorgy hakan hamid hamza hanna hannah hanne hannes hans
  harald harold harriet harry hartmut haruto hassan heather hector hedwig heidi heike heiko heinrich heinz helen helena helga
  helmut hendrik henrik henry herbert hermann hiba hideki hilda hiroko hiroshi holger horst howard huang hubert hugo hussein
  ian ibrahim igor ilaria ileana ilse iman imran ines inga ingeborg ingo ingrid ioana ionut irene irina irma iryna isaac isabel
  isabella isabelle ismail istvan itziar ivan ivana ivo iwona jack jackie jacob jacqueline jacques jaime jakob jakub jamal
  james jamie jan jane janek janet janina janine janusz jared jarek jaroslav jasna jason javad javier jean jeanette jeanne jeff
  jeffrey jelena jennifer jens jeremy jerome jerzy jessica jesus jianguo jihoon jill jimmy joachim joan joana joanna joao
  joaquin jochen joe joel joerg johan johann johanna johanne johannes john jolanta jon jonas jonathan jorge jorgen jose josef
  josefine joseph josephine josh joshua joyce jozef juan juana judith judy juergen julian juliane julie julien julius jun juraj
  jurgen justin jutta kai kaja kamal kamil kamila karen karim karin karina karl karol karoline karsten kasia katalin katarina
  katarzyna kate katharina katherine kathleen kathrin kathryn kathy katie katja katrin kavita kayla kazuki keiko keith kelly
  ken kenji kenneth kenta kerstin kevin khadija khalid kim kiran kirill kirsten kirsty klara klaus kofi konrad konstantin
  kostas krishna kristin kristina krystyna krzysztof kumar kurt kwame kyle lakshmi lara larissa lars lasse laszlo laura lauren
  laurence laurent laurie layla leah leif leila lena lennart leon leonard leonardo leonie leonor leopold leszek letizia liam
  lidia liesel lili lina linda lindsay lionel lisa ljiljana ljubica loic lorenzo lothar lotte louis louisa louise luca lucas
  lucia luciana luciano lucie lucy ludwig luigi luis luisa luiz lukas lukasz luke lydia lynn maciej maeve magda magdalena
  magnus mahmoud maja malgorzata malik malte mamadou mandy manfred manish manoj manuel manuela marc marcel marcela marcelo
  marcin marco marcos marcus marek margaret margarita margot maria marian mariana marianne marie marielle marija marina mario
  marion marisa marissa markus marlene marlies marta marten martha martin martina marwan mary maryam masato matej mateusz
  mathias mathieu mathilde matilda mats matt matteo matthew matthias matthieu maura maurice mauricio mauro maximilian meera
  megan mehdi mehmet mei meike melanie melissa mercedes merle mette mia michael michaela michal michel michele michelle miguel
  mihai mika mikael mike mikhail milan milena milos minh minsu mira mireille mirela miriam mirko miroslav mitchell mohamed
  mohammed mona monika moritz moses muhammad mukesh mustafa nabil nadia nadine nancy nandini naoki naoko naomi narendra nasir
  nasser natacha natalia natalie natasha nathalie nathan nathaniel naveen neha nell nelson nenad ngozi nguyet nicholas nicola
  nicolas nicole nicoletta niels nigel nikhil nikita niklas nikolai nikos nils nina nisha nitin njoroge noah noel noemi nomsa
  noor nora norbert norma nuno oksana olaf ole oleg oleksandr olena olga oliver olivia olivier olli oluwaseun omar orla orlando
  orsolya oscar oskar osman ottilie otto ousmane pablo padma padraig paige pamela panagiotis paola parisa pascal patrice
  patricia patrick patrik patryk paul paula pauline paulo pavel pedro penelope peter petr petra phil philip philipp philippa
  philippe phoebe pierre piet pieter pilar piotr pooja pradeep prakash pranav preeti priya przemek putri rachel radek radoslav
  rafael rahul raimund rainer raj rajesh rakesh ralf ralph ramesh rami ramon rana randall raphael raquel rashid rasmus raul
  ravi raymond razvan rebecca regina reiner reinhard remy renata renate rene reza rhys ricarda ricardo richard rikard riku rina
  rita robert roberta roberto robin rocio roderick rodney rodrigo roger rohan rohit roland rolf romain roman romy ronald ronan
  ronja rosa rosemary ross roxana roxanne ruben rudolf rukhsana rupert russell ruth ryan ryszard saanvi sabine sabrina sachin
  said sakura salim sally salma salvatore sam samantha samir samira samuel sandeep sander sandra sandro sanjay sanna santiago
  sara sarah sascha sasha saskia satoshi saul seamus sean sebastian seema selim selma serge sergei sergey sergio severin shane
  shannon sharma sharon sheila shelby sherry shinji shirin shota shreya shweta siegfried sigrid silke silvia silvio simon
  simona simone sinead siobhan sipho siti slawomir snezana sofia sonja sophia sophie soren soyeon srinivas stacey stanislav
  stanislaw stefan stefania stefanie stefano steffen stella stephan stephane stephanie stephen steve steven stuart sue sumit
  sunil sunita suresh susan susana susanne suzanne sven svetlana swati sybille sylvain sylvia sylvie tabea tadeusz takashi
  takeshi takumi tamara tania tanja tanya tara tarik tariq tasha tatiana teemu tendai teodora teresa terry thabo thanh thea
  theodor theodora theresa thibault thierry thilo thomas thorsten tiago tibor tiffany tilman tim timo timothee timothy tina
  tineke tobias todd todor tom tomas tomasz tomislav tomoko toni tony torsten tracy traian tristan trudy tuomas tyler udo ulf
  uli ulrich ulrike umar uros ursel ursula ute uwe valentina valeria valerie vanessa vasile vasili veit venkat vera veronica
  veronika vesna victor victoria vijay vikas vikram viktor vilma vince vincent viola violetta virgil virginia vito vivek vlad
  vladimir vojtech volker waldemar walid walter wanda wanjiru wei weiming wendy wenzel werner wiebke wilfried wilhelm william
  wilma winfried wojciech wolfgang xavi xavier xiaoling xiaoming yannick yara yasmin yasmine yassine yiannis yogesh yoko
  yolanda yosef younes youssef yuki yulia yuri yuriy yusuf yusuke yuval yves yvonne zahra zanele zbigniew zdenek zeljko zeynep
  zhang zineb zoe zofia zoltan zoran zsofia zuzana`;

const known: ReadonlySet<string> = new Set(names.split(/\s+/).filter((name) => name !== ''));

/** Is the word a person's given name and nothing else that a text about software may mean? */
export function isGivenName(word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && known.has(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
}

const shortestBeginning = 5;

/** Does a login begin with a given name of five letters and more: `annika.berg`, `thomasm`? */
export function beginsWithGivenName(login: string): boolean {
  const plain = login.toLowerCase();
  for (let length = Math.min(plain.length, 12); length >= shortestBeginning; length -= 1) {
    if (known.has(plain.slice(0, length))) {
      return true;
    }
  }
  return false;
}
